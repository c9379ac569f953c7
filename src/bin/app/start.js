// Starts the page. Trunk writes the names of its module and its wasm into the element that loads this file.

const start = document.getElementById("start");
const address = (name) => new URL(name, document.baseURI);

try {
  const [{ default: init }, engine] = await Promise.all([import(address(start.dataset.module)), fetchWorker("worker")]);
  // Where the page finds the script that its worker runs; without one it says that the engine is missing.
  if (engine) start.dataset.engine = engine;
  await init({ module_or_path: address(start.dataset.wasm) });
  fetchReadersWhenIdle();
} catch (error) {
  console.error(error);
  // Only what the browser does not understand is put down to its age.
  const isTooOld = typeof WebAssembly !== "object" || error instanceof WebAssembly.CompileError || error instanceof SyntaxError;
  if (isTooOld) {
    say("zh-CN", "页面没有启动：浏览器过旧。请用 Chrome、Edge 97 或更高版本，360、奇安信等浏览器请更新后使用极速模式。");
    say("en", "The page could not start: the browser is too old. Please use Chrome or Edge 97 or later.");
  } else {
    say("zh-CN", "页面没有启动。请检查网络后刷新本页；若仍不行，请换一个浏览器（Chrome、Edge 97 或更高版本）。");
    say("en", "The page could not start. Check the network and reload it; if that does not help, try another browser (Chrome or Edge 97 or later).");
  }
}

// Fetched once and kept under blob: addresses. So a worker can be started again without any request, also when the
// network is cut; and a worker that starts from a blob: inherits the page's policy, which one from a file would not.
async function fetchWorker(name) {
  try {
    const [script, wasm] = await Promise.all([`${name}.js`, `${name}_bg.wasm`].map(fetched));
    const module = URL.createObjectURL(new Blob([wasm], { type: "application/wasm" }));
    // A rejected promise would stay inside the worker; a thrown error reaches the page.
    const run = `wasm_bindgen({ module_or_path: "${module}" }).catch((error) => setTimeout(() => { throw error; }));`;
    return URL.createObjectURL(new Blob([script, "\n", run], { type: "text/javascript" }));
  } catch (error) {
    console.error(error);
    return null;
  }
}

// The readers of Office, PDF and OFD files weigh as much as all the rest: they come when the page is usable already, or
// as soon as a file needs them. The page looks into data-readers, and hears when that has changed.
function fetchReadersWhenIdle() {
  let readers = null;
  const fetchReaders = async () => {
    readers ??= fetchWorker("reader");
    const address = await readers;
    // Tried again when the next file needs them.
    if (!address) readers = null;
    start.dataset.readers = address ?? "";
    start.dispatchEvent(new Event("readers"));
  };
  start.addEventListener("want-readers", fetchReaders);
  // Browsers without it are given a second instead.
  const whenIdle = window.requestIdleCallback ?? ((then) => setTimeout(then, 1_000));
  whenIdle(fetchReaders, { timeout: 3_000 });
}

// These names never change, so the browser must ask whether its copy is still the one that belongs to this page.
async function fetched(name) {
  const response = await fetch(address(name), { cache: "no-cache" });
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response.blob();
}

function say(lang, sentence) {
  const line = document.createElement("p");
  line.lang = lang;
  line.setAttribute("role", "alert");
  line.textContent = sentence;
  document.body.append(line);
}
