// What was found is handed on: a file made in the browser, without any request, that opens elsewhere.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { inflateRawSync } from "node:zlib";
import { expect, test } from "./witness.js";
import { checked, drop, open, openReport } from "./workbench.js";

const SAME = fileURLToPath(new URL("../fixtures/formats/same/", import.meta.url));

/** Chooses an entry of the menu; name and bytes of the file that comes of it. */
async function exported(page, entry) {
  await page.getByTestId("export").click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByTestId(`export-${entry}`).click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** A member of a zip container, by its local header. */
function member(bytes, name) {
  const at = bytes.indexOf(Buffer.from(name)) - 30;
  const packed = bytes.subarray(at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)).subarray(0, bytes.readUInt32LE(at + 18));
  return (bytes.readUInt16LE(at + 8) === 8 ? inflateRawSync(packed) : packed).toString();
}

test("a Word file comes back with comments, and nothing is sent", async ({ page, witness }) => {
  await open(page);
  const loaded = witness.requests.length;
  await drop(page, "report.docx", readFileSync(`${SAME}report.docx`));
  await checked(page);
  const { name, bytes } = await exported(page, "annotated");
  expect(name).toMatch(/^示例县林业局2024年_批注_\d{8}\.docx$/);
  const comments = member(bytes, "word/comments.xml");
  expect(comments).toContain("合计行与各行之和不一致");
  expect(member(bytes, "word/document.xml")).toMatch(/<w:commentRangeStart w:id="\d+"\/><w:r[ >].*?787\.30/);
  expect(witness.requests.slice(loaded)).toEqual([]);
});

test("a PDF comes back as it was, with highlights behind its end", async ({ page }) => {
  await open(page);
  const file = readFileSync(`${SAME}report.pdf`);
  await drop(page, "report.pdf", file);
  await checked(page);
  const { name, bytes } = await exported(page, "annotated");
  expect(name).toMatch(/\.pdf$/);
  expect(bytes.subarray(0, file.length).equals(file)).toBe(true);
  expect(bytes.subarray(file.length).toString("latin1")).toContain("/Highlight");
});

test("pasted text is handed on in every other form", async ({ page }) => {
  await openReport(page);
  for (const [entry, ending] of [["xlsx", "xlsx"], ["letter", "docx"], ["csv", "csv"], ["md", "md"], ["json", "json"]]) {
    const { name, bytes } = await exported(page, entry);
    expect(name).toMatch(new RegExp(`_\\d{8}\\.${ending}$`));
    expect(bytes.length).toBeGreaterThan(200);
  }
});

test("the page that is handed on lights its numbers up by itself", async ({ page, context }) => {
  await openReport(page);
  const { bytes } = await exported(page, "html");
  const other = await context.newPage();
  await other.setContent(bytes.toString());
  await other.locator("li").first().click();
  await expect(other.locator("mark.lit.first").first()).toBeVisible();
});
