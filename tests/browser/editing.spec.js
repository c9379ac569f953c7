// 编辑: what was read as a table stays a table. Paragraphs and cells are corrected in place; only a plain text is one field.

import { readFileSync } from "node:fs";
import { expect, test } from "./witness.js";
import { REPORT, cards, checked, chosen, drop, open, openReport, paper, paste } from "./workbench.js";

const WORD = readFileSync(new URL("../fixtures/formats/same/report.docx", import.meta.url));
// Without its looks, which the clipboard would take for the page's own.
const PAGE = new TextDecoder("gbk")
  .decode(readFileSync(new URL("../fixtures/formats/same/report.html", import.meta.url)))
  .replace(/<style[^]*?<\/style>|<meta[^>]*>| style="[^"]*"/g, "");

const field = (page) => page.getByTestId("part-field");
const undoEdit = (page) => page.getByTestId("undo-edit");
const counts = (page) =>
  page.evaluate(() => ["error", "warning", "info"].map((name) => document.querySelector(`[data-testid=filter-${name}] b`).textContent));
const sentence = (page) => paper(page).locator("p[id^=block-]").filter({ hasText: /。$/ }).first();
const amount = (page) => paper(page).locator("td.num").filter({ hasText: /^\d+\.\d\d$/ }).first();

async function openWord(page) {
  await open(page);
  await drop(page, "报告.docx", WORD);
  await checked(page);
  await page.getByTestId("view-edit").click();
  await expect(page.getByTestId("edit-head")).toBeVisible();
}

test("a full stop added to a Word file contradicts nothing", async ({ page }) => {
  await openWord(page);
  const before = await counts(page);
  const tables = await paper(page).locator("table").count();
  expect(tables).toBeGreaterThan(0);
  const text = await sentence(page).innerText();
  await sentence(page).click();
  await expect(field(page)).toBeFocused();
  await expect(field(page)).toHaveValue(text);
  await page.keyboard.press("End");
  await page.keyboard.press("Control+End");
  await page.keyboard.type("。");
  await page.keyboard.press("Enter");
  await expect(undoEdit(page)).toBeEnabled();
  await expect(paper(page)).toContainText(`${text}。`);
  expect(await counts(page)).toEqual(before);
  await expect(paper(page).locator("table")).toHaveCount(tables);
});

test("the same for a page that was pasted", async ({ page }) => {
  await open(page);
  await paste(page, "网页", PAGE);
  await checked(page);
  const before = await counts(page);
  await page.getByTestId("view-edit").click();
  await expect(page.getByTestId("source")).toHaveCount(0);
  await sentence(page).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("。");
  await page.keyboard.press("Enter");
  await expect(undoEdit(page)).toBeEnabled();
  expect(await counts(page)).toEqual(before);
});

test("a figure made wrong in a cell is noticed, and the correction can be undone", async ({ page }) => {
  await openWord(page);
  const before = await counts(page);
  const figure = await amount(page).innerText();
  await amount(page).click();
  await field(page).fill(`7${figure}`);
  await page.keyboard.press("Enter");
  await expect.poll(async () => Number((await counts(page))[0])).toBeGreaterThan(Number(before[0]));
  await expect(paper(page).locator("td.corrected")).toHaveText([`7${figure}`]);
  await undoEdit(page).click();
  await expect.poll(() => counts(page)).toEqual(before);
  await expect(undoEdit(page)).toBeDisabled();
});

test("place, focus and choice stay where they are", async ({ page }) => {
  await openWord(page);
  await cards(page).first().click();
  const card = await chosen(page).innerText();
  const cell = paper(page).locator("td.num").last();
  await cell.scrollIntoViewIfNeeded();
  const id = await cell.getAttribute("id");
  const top = () => page.evaluate((id) => Math.round(document.getElementById(id).getBoundingClientRect().top), id);
  await cell.click();
  await expect(field(page)).toBeFocused();
  const before = await top();
  const [box, over] = [await cell.boundingBox(), await field(page).boundingBox()];
  expect(Math.abs(box.x - over.x) + Math.abs(box.y - over.y), "the field lies over its cell").toBeLessThan(6);
  await page.keyboard.press("Control+End");
  await page.keyboard.type("（注）");
  await page.keyboard.press("Enter");
  await expect(undoEdit(page)).toBeEnabled();
  await expect.poll(async () => Math.abs((await top()) - before)).toBeLessThan(4);
  expect(await page.evaluate(() => document.activeElement.id)).toBe(id);
  expect(await chosen(page).innerText()).toBe(card);
});

test("Tab goes on to the next cell, and typing there is not disturbed by the check of the last", async ({ page }) => {
  await openWord(page);
  await amount(page).click();
  const first = await field(page).inputValue();
  await field(page).fill(`${first}1`);
  await page.keyboard.press("Tab");
  await expect(field(page)).toBeFocused();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("88.88");
  await expect(undoEdit(page)).toBeEnabled();
  await expect(paper(page).locator("td.corrected")).toHaveText([`${first}1`]);
  await expect(field(page)).toBeFocused();
  await expect(field(page)).toHaveValue("88.88");
  await page.keyboard.press("Enter");
  await expect(paper(page).locator(".corrected")).toHaveCount(2);
});

test("all of it works by keyboard: arrows to a part, Enter into it, Esc out of it unchanged", async ({ page }) => {
  await openWord(page);
  await paper(page).locator(".paper").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  const id = await page.evaluate(() => document.activeElement.id);
  expect(id).toMatch(/^(block|cell)-/);
  const text = await page.evaluate(() => document.activeElement.innerText);
  await page.keyboard.press("Enter");
  await expect(field(page)).toBeFocused();
  await page.keyboard.type("误");
  await page.keyboard.press("Escape");
  await expect(field(page)).toBeHidden();
  expect(await page.evaluate(() => [document.activeElement.id, document.activeElement.innerText])).toEqual([id, text]);
  await expect(undoEdit(page)).toBeDisabled();
});

test("what is being typed is kept when the view is left", async ({ page }) => {
  await openWord(page);
  await sentence(page).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("另附说明。");
  await page.getByTestId("view-text").click();
  await expect(paper(page)).toContainText("另附说明。");
  await expect(paper(page).locator(".corrected")).toHaveCount(1);
});

test("an engine that was given up knows the corrections again", async ({ page }) => {
  await openWord(page);
  await sentence(page).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("另附说明。");
  await page.keyboard.press("Enter");
  await expect(undoEdit(page)).toBeEnabled();
  await drop(page, "大文件.txt", Buffer.from(REPORT.repeat(3_000)));
  await page.getByTestId("cancel").click();
  await expect(page.getByTestId("cancel")).toBeHidden();
  await amount(page).click();
  await field(page).fill("1.23");
  await page.keyboard.press("Enter");
  await expect(paper(page).locator(".corrected")).toHaveCount(2);
  await expect(paper(page)).toContainText("另附说明。");
});

test("a plain text is one field, and its tables are read again", async ({ page }) => {
  await openReport(page);
  await page.getByTestId("view-edit").click();
  const source = page.getByTestId("source");
  await expect(source).toHaveValue(REPORT);
  await source.fill(REPORT.replace("68.00", "68.01"));
  await page.getByTestId("view-text").click();
  await expect(paper(page).locator("td").filter({ hasText: "68.01" })).toHaveCount(1);
});

test("the last words that were typed are kept when the view is left at once", async ({ page }) => {
  await openReport(page);
  await page.getByTestId("view-edit").click();
  await page.getByTestId("source").focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("另附说明。");
  await page.getByTestId("view-text").click();
  await expect(paper(page)).toContainText("另附说明。");
});
