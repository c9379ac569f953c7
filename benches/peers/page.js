// Each reader is handed a File and answers with what it made of it; what is timed begins with the File and ends with the answer.

const file = async (name) => new File([await (await fetch(`files/${name}`)).blob()], name);

// Our reader in its worker, prepared as the page does it: script and wasm under blob: addresses.
async function gouji() {
  const blob = async (name) => (await fetch(`dist/${name}`)).blob();
  const [script, wasm] = await Promise.all([blob("reader.js"), blob("reader_bg.wasm")]);
  const run = `wasm_bindgen({ module_or_path: "${URL.createObjectURL(wasm)}" }).catch((error) => setTimeout(() => { throw error; }));`;
  const worker = new Worker(URL.createObjectURL(new Blob([script, "\n", run], { type: "text/javascript" })));
  const heard = (wanted) => new Promise((resolve, reject) => {
    const seen = [];
    worker.onerror = (event) => reject(new Error(event.message));
    worker.onmessage = ({ data }) => {
      seen.push(data);
      if (data === wanted) resolve(seen);
    };
  });
  await heard("Ready");
  return async (handle) => {
    const done = heard("Done");
    worker.postMessage({ name: handle.name, file: handle, from: 0 });
    const answer = (await done).find((message) => message.File);
    const { outcome } = answer.File;
    if (outcome.Refused) throw new Error(outcome.Refused.en);
    return `${outcome.Packed.length} bytes of document`;
  };
}

// Text of all pages; tables are not put together again.
async function pdfjs() {
  const library = await import("./node_modules/pdfjs-dist/build/pdf.mjs");
  library.GlobalWorkerOptions.workerSrc = "node_modules/pdfjs-dist/build/pdf.worker.mjs";
  return async (handle) => {
    const loading = library.getDocument({
      data: new Uint8Array(await handle.arrayBuffer()),
      cMapUrl: "node_modules/pdfjs-dist/cmaps/",
      cMapPacked: true,
    });
    const document = await loading.promise;
    let characters = 0;
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      characters += items.reduce((sum, item) => sum + (item.str?.length ?? 0), 0);
      page.cleanup();
    }
    const pages = document.numPages;
    await loading.destroy();
    return `${characters} characters on ${pages} pages`;
  };
}

const readers = {
  gouji,
  "pdf.js": pdfjs,
  "mammoth, HTML": () => async (handle) => {
    const { value } = await mammoth.convertToHtml({ arrayBuffer: await handle.arrayBuffer() });
    return `${value.length} characters of HTML`;
  },
  "mammoth, text": () => async (handle) => {
    const { value } = await mammoth.extractRawText({ arrayBuffer: await handle.arrayBuffer() });
    return `${value.length} characters`;
  },
  SheetJS: () => async (handle) => {
    const book = XLSX.read(await handle.arrayBuffer(), { type: "array" });
    const rows = book.SheetNames.flatMap((name) => XLSX.utils.sheet_to_json(book.Sheets[name], { header: 1, raw: false }));
    return `${rows.length} rows`;
  },
};

window.measure = async (reader, name) => {
  const handle = await file(name);
  const prepared = performance.now();
  const read = await readers[reader]();
  const begun = performance.now();
  const result = await read(handle);
  return { ready: begun - prepared, read: performance.now() - begun, result };
};
window.prepared = true;
