// Starts the engine inside its worker. The page gives the folder of the site in `self.base` before it loads this file,
// because a worker that was started from a blob: address has no folder of its own.

importScripts(self.base + "worker.js");
wasm_bindgen({ module_or_path: self.base + "worker_bg.wasm" }).catch((error) => {
  // A rejected promise stays inside the worker; a thrown error reaches the page, which then says so.
  setTimeout(() => { throw error; });
});
