// Serves dist/ as the plainest host would: no header of its own, and from a folder within a folder, because the site
// must work under any address.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";

const PORT = Number(process.env.GOUJI_TEST_PORT ?? 8089);
const FOLDER = "/some/folder/";
const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
};

export const ADDRESS = `http://127.0.0.1:${PORT}${FOLDER}`;

async function answer(request, response) {
  const { pathname } = new URL(request.url, ADDRESS);
  const inside = pathname.startsWith(FOLDER) ? decodeURIComponent(pathname.slice(FOLDER.length)) || "index.html" : null;
  const file = inside === null ? null : normalize(join(DIST, inside));
  try {
    if (!file?.startsWith(DIST.endsWith(sep) ? DIST : DIST + sep)) throw new Error("outside the site");
    const content = await readFile(file);
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" }).end(content);
  } catch {
    response.writeHead(404).end();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  createServer(answer).listen(PORT, "127.0.0.1");
}
