// A folder that is dropped is replaced by its files, those in the folders below it included, and dropped once more: so
// the page knows files only.

// More than the page takes; a whole disk is not read.
const MOST = 1_000;
const DEEPEST = 8;
// Left behind by Windows, macOS and Office.
const RUBBISH = /^(~\$|\.)|^(Thumbs\.db|desktop\.ini)$/;

document.addEventListener("drop", (event) => {
  // Entries are there only while the event lasts.
  const entries = [...(event.dataTransfer?.items ?? [])].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.some((entry) => entry.isDirectory)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  replaced(entries);
}, { capture: true });

async function replaced(entries) {
  const files = [];
  for (const entry of entries) await collect(entry, files, 0);
  const dataTransfer = new DataTransfer();
  for (const file of files) dataTransfer.items.add(file);
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
}

async function collect(entry, files, depth) {
  if (files.length >= MOST || depth > DEEPEST || RUBBISH.test(entry.name)) return;
  try {
    if (!entry.isDirectory) {
      files.push(await new Promise((resolve, reject) => entry.file(resolve, reject)));
      return;
    }
    const inside = (await listed(entry.createReader())).sort((one, other) => one.name.localeCompare(other.name, "zh-CN", { numeric: true }));
    for (const child of inside) await collect(child, files, depth + 1);
  } catch (error) {
    // A file that is gone or locked: the others are read all the same.
    console.warn(error);
  }
}

/** The browser lists a folder a hundred entries at a time. */
async function listed(reader) {
  const entries = [];
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0 || entries.length >= MOST) return entries;
    entries.push(...some);
  }
}
