// Several files as one submission: a list with what was found in each, and what they contradict each other in, with both
// places one click away.

import { mkdirSync, writeFileSync } from "node:fs";
import { expect, test } from "./witness.js";
import { cards, checked, chosen, drop, dropAll, lit, open, paper, paste, read } from "./workbench.js";

const NAMES = ["2023年自评报告.txt", "基础数据表.html", "2022年自评报告.txt"];
const CASE = NAMES.map((name) => ({ name, bytes: read(`submission/${name}`) }));
const [REPORT, TABLE, LAST_YEAR] = CASE;

const files = (page) => page.getByTestId("file");
const file = (page, name) => files(page).filter({ hasText: name });
const across = (page) => page.getByTestId("across").getByTestId("problem-card");
const place = (page, name) => across(page).first().getByTestId("place").filter({ hasText: name }).first();

async function openCase(page) {
  await open(page);
  await dropAll(page, CASE);
  await checked(page);
  await expect(across(page).first()).toBeVisible();
}

test("the files are listed in the order in which they came, each with its problems", async ({ page, witness }) => {
  await open(page);
  const loaded = witness.requests.length;
  await dropAll(page, CASE);
  await checked(page);
  await expect(files(page)).toHaveCount(3);
  await expect(files(page).locator(".file-name")).toHaveText(NAMES);
  await expect(file(page, REPORT.name)).toHaveAttribute("aria-current", "true");
  await file(page, LAST_YEAR.name).click();
  await expect(file(page, LAST_YEAR.name)).toHaveAttribute("aria-current", "true");
  await expect(paper(page)).toContainText("458.90");
  await file(page, REPORT.name).click();
  await expect(paper(page)).toContainText("486.20");
  expect(witness.requests.slice(loaded)).toEqual([]);
});

test("a problem between files opens both of its places", async ({ page }) => {
  await openCase(page);
  await expect(across(page).first()).toContainText("192.50");
  await place(page, TABLE.name).click();
  await expect(file(page, TABLE.name)).toHaveAttribute("aria-current", "true");
  await expect(lit(page).filter({ hasText: "192.50" }).first()).toBeInViewport();
  await expect(chosen(page)).toHaveCount(1);
  await place(page, REPORT.name).click();
  await expect(file(page, REPORT.name)).toHaveAttribute("aria-current", "true");
  await expect(lit(page).filter({ hasText: "182.50" }).first()).toBeInViewport();
  await expect(chosen(page)).toContainText("192.50");
});

test("the place of such a problem in the text chooses its card", async ({ page }) => {
  await openCase(page);
  await file(page, TABLE.name).click();
  await paper(page).locator("td").getByText("192.50", { exact: true }).click();
  await expect(chosen(page)).toContainText("192.50");
  await expect(page.getByTestId("across").locator('[aria-current="true"]')).toHaveCount(1);
});

test("j runs through the problems between files first, and on into the file", async ({ page }) => {
  await openCase(page);
  await page.evaluate(() => document.activeElement?.blur());
  const between = await across(page).count();
  for (let step = 0; step < between; step++) await page.keyboard.press("j");
  await expect(across(page).last()).toHaveAttribute("aria-current", "true");
  await page.keyboard.press("k");
  await page.keyboard.press("j");
  await expect(chosen(page)).toHaveCount(1);
});

test("a file can be added and taken out again", async ({ page }) => {
  await open(page);
  await drop(page, REPORT.name, REPORT.bytes);
  await checked(page);
  await expect(page.getByTestId("files")).toHaveCount(0);
  await expect(page.getByTestId("across")).toHaveCount(0);
  await page.getByTestId("add-file-input").setInputFiles({ name: TABLE.name, mimeType: "text/html", buffer: TABLE.bytes });
  await expect(files(page)).toHaveCount(2);
  await expect(across(page).first()).toContainText("192.50");
  await expect(file(page, REPORT.name)).toHaveAttribute("aria-current", "true");
  await page.getByTestId("remove-file").last().click();
  await expect(page.getByTestId("files")).toHaveCount(0);
  await expect(page.getByTestId("across")).toHaveCount(0);
  await expect(paper(page)).toContainText("486.20");
});

test("correcting the cells of one file settles the problem between the files", async ({ page }) => {
  await open(page);
  await dropAll(page, [TABLE, REPORT]);
  await checked(page);
  await expect(across(page).first()).toBeVisible();
  await page.getByTestId("view-edit").click();
  for (const [wrong, right] of [["192.50", "182.50"], ["512.60", "502.60"]]) {
    const cells = paper(page).locator("td").getByText(wrong, { exact: true });
    for (let left = await cells.count(); left > 0; left--) {
      await cells.first().click();
      await page.getByTestId("part-field").fill(right);
      await page.keyboard.press("Enter");
      await expect(cells).toHaveCount(left - 1);
    }
  }
  await expect(page.getByTestId("across")).toHaveCount(0);
  await expect(page.getByTestId("compared")).toBeVisible();
  await expect(files(page)).toHaveCount(2);
  await expect(paper(page)).toContainText("182.50");
});

test("files of an archive are one submission", async ({ page }) => {
  await open(page);
  await drop(page, "报送材料.zip", stored(CASE));
  await checked(page);
  await expect(files(page)).toHaveCount(3);
  await expect(across(page).first()).toContainText("192.50");
});

test("a folder that is dropped is replaced by its files", async ({ page }, info) => {
  const folder = info.outputPath("报送材料");
  mkdirSync(`${folder}/附件`, { recursive: true });
  writeFileSync(`${folder}/${REPORT.name}`, REPORT.bytes);
  writeFileSync(`${folder}/附件/${TABLE.name}`, TABLE.bytes);
  writeFileSync(`${folder}/~$报告.docx`, "lock");
  await open(page);
  // A real drop: the page cannot make up a folder.
  const browser = await page.context().newCDPSession(page);
  const data = { items: [], files: [folder], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"]) {
    await browser.send("Input.dispatchDragEvent", { type, x: 300, y: 300, data });
  }
  await checked(page);
  await expect(files(page)).toHaveCount(2);
  await expect(across(page).first()).toContainText("192.50");
});

test("files of different units have nothing to do with each other", async ({ page }) => {
  await open(page);
  const other = Buffer.from(TABLE.bytes.toString().replaceAll("示例县文物保护中心", "样板县水利局"));
  await dropAll(page, [REPORT, { name: TABLE.name, bytes: other }]);
  await checked(page);
  await expect(files(page)).toHaveCount(2);
  await expect(page.getByTestId("across")).toHaveCount(0);
});

test("an engine that was given up reads the files again when one of them is opened", async ({ page }) => {
  await openCase(page);
  // Giving a check up ends the engine; what is on screen stays.
  await drop(page, "大文件.txt", Buffer.from(REPORT.bytes.toString().repeat(3_000)));
  await page.getByTestId("cancel").click();
  await expect(files(page)).toHaveCount(3);
  await file(page, LAST_YEAR.name).click();
  await expect(paper(page)).toContainText("458.90");
  await expect(files(page)).toHaveCount(3);
});

test("pasting replaces the submission by the pasted report", async ({ page }) => {
  await openCase(page);
  await page.getByTestId("another").click();
  await paste(page, REPORT.bytes.toString());
  await checked(page);
  await expect(page.getByTestId("files")).toHaveCount(0);
  await expect(cards(page).first()).toBeVisible();
});

/** An archive in which the files are stored as they are. */
function stored(files) {
  const local = [];
  const central = [];
  let offset = 0;
  for (const { name, bytes } of files) {
    const path = Buffer.from(name);
    const header = Buffer.alloc(26);
    header.writeUInt16LE(20, 0);
    header.writeUInt16LE(0x800, 2);
    header.writeUInt32LE(crc32(bytes), 10);
    header.writeUInt32LE(bytes.length, 14);
    header.writeUInt32LE(bytes.length, 18);
    header.writeUInt16LE(path.length, 22);
    const entry = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), header, path, bytes]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00", "latin1"), header, place, path]));
    local.push(entry);
    offset += entry.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...local, directory, Buffer.from("PK\x05\x06", "latin1"), end]);
}

function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
