// Starts the page. Trunk writes the names of its module and its wasm into the element that loads this file.

const { module, wasm } = document.getElementById("start").dataset;
const address = (name) => new URL(name, document.baseURI);

try {
  const { default: init } = await import(address(module));
  await init({ module_or_path: address(wasm) });
} catch (error) {
  console.error(error);
  say("zh-CN", "页面没有启动。浏览器可能过旧：请用 Chrome、Edge 97 或更高版本，360、奇安信等浏览器请更新后使用极速模式。");
  say("en", "The page could not start. The browser may be too old: please use Chrome or Edge 97 or later.");
}

function say(lang, sentence) {
  const line = document.createElement("p");
  line.lang = lang;
  line.setAttribute("role", "alert");
  line.textContent = sentence;
  document.body.append(line);
}
