// Reads the same files with our readers and with others, each in a page of its own, and prints a table:
// `node run.js [TIMES [READER]]`.

import { chromium } from "playwright-core";
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const TIMES = Number(process.argv[2] ?? 3);
// Only this reader, if one is named.
const ONLY = process.argv[3];
const PATIENCE = 120_000;
const HERE = import.meta.dirname;
// The built site stands at the top of the repository; GOUJI_DIST names another.
const DIST = process.env.GOUJI_DIST ?? join(HERE, "../../dist");
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm" };

const RUNS = [
  ["report.pdf", "gouji"],
  ["report.pdf", "pdf.js"],
  ["report.docx", "gouji"],
  ["report.docx", "mammoth, text"],
  ["report.docx", "mammoth, HTML"],
  ["table.xlsx", "gouji"],
  ["table.xlsx", "SheetJS"],
];

const server = createServer(async (request, response) => {
  const path = normalize(decodeURIComponent(new URL(request.url, "http://x").pathname));
  const file = path.startsWith("/dist/") ? join(DIST, path.slice(6)) : join(HERE, path);
  try {
    const content = await readFile(file);
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" }).end(content);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const address = `http://127.0.0.1:${server.address().port}/page.html`;
const browser = await chromium.launch({ executablePath: process.env.CHROME ?? "/usr/bin/chromium", args: ["--no-sandbox"] });

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(2)} s`;
console.log(`| file | reader | ready | read | what came of it |\n|---|---|---|---|---|`);
for (const [file, reader] of RUNS.filter(([, reader]) => !ONLY || reader === ONLY)) {
  const ready = [];
  const read = [];
  let result = "";
  for (let time = 0; time < TIMES; time += 1) {
    const page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.goto(address);
    await page.waitForFunction("window.prepared");
    try {
      const measuring = page.evaluate(([reader, file]) => window.measure(reader, file), [reader, file]);
      const late = new Promise((_, reject) => setTimeout(() => reject(new Error(`more than ${PATIENCE / 1000} s`)), PATIENCE));
      const measured = await Promise.race([measuring, late]);
      ready.push(measured.ready);
      read.push(measured.read);
      result = measured.result;
    } catch (error) {
      result = error.message.split("\n")[0];
    }
    await page.close();
  }
  const shown = read.length ? [seconds(median(ready)), seconds(median(read))] : ["-", "-"];
  console.log(`| ${file} | ${reader} | ${shown.join(" | ")} | ${result} |`);
}
await browser.close();
server.close();
