// Runs before the first paint: the theme that was chosen on this machine, else the one the system prefers.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("gouji-theme");
  } catch {
    // Storage can be forbidden; then the system decides.
  }
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
})();
