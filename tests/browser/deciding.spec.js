// What a clerk decides about problems: set aside, written as proposed, listed to be changed, told to the developers.

import { readFileSync } from "node:fs";
import { expect, test } from "./witness.js";
import { cards, checked, chosen, drop, dropAll, open, paper, paste } from "./workbench.js";

const sum = (name, total) => `${name}支出${total}万元，其中：设备购置1,100.20万元，场地维护50.30万元。`;
const TEXT = [
  "示例县图书馆2024年度部门整体支出绩效自评报告",
  "一、基本情况",
  sum("甲项目", "1,160.50"),
  "二、资金使用",
  sum("乙项目", "1,250.50"),
  sum("丙项目", "1,153.50"),
].join("\n");

const field = (page) => page.getByTestId("source");
const asideRows = (page) => page.getByTestId("aside-row");

async function openText(page, text = TEXT) {
  await open(page);
  await paste(page, text);
  await checked(page);
  await expect(cards(page)).toHaveCount(3);
}

const press = async (page, key) => {
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press(key);
};

test("problems are set aside with a note, counted apart, and come back", async ({ page }) => {
  await openText(page);
  await cards(page).first().click();
  await page.getByTestId("set-aside").click();
  await expect(cards(page)).toHaveCount(2);
  await expect(page.locator("[data-testid=filter-warning] b")).toHaveText("2");
  await page.getByTestId("aside-note").fill("已核实，2023年机构改革");
  // The next problem is chosen: x, x sets the others aside as well.
  await expect(chosen(page)).toHaveCount(1);
  await press(page, "x");
  await expect(cards(page)).toHaveCount(1);
  await page.getByTestId("aside").locator("summary").click();
  await expect(asideRows(page)).toHaveCount(2);
  await expect(asideRows(page).first().locator("input")).toHaveValue("已核实，2023年机构改革");
  await page.getByTestId("aside-undo").click();
  await expect(asideRows(page)).toHaveCount(1);
  await page.getByTestId("restore").click();
  await expect(cards(page)).toHaveCount(3);
});

test("a rule, or all that remains, is set aside in one go", async ({ page }) => {
  await openText(page);
  await cards(page).first().click();
  await page.getByTestId("set-rule-aside").click();
  await expect(cards(page)).toHaveCount(0);
  await page.getByTestId("aside-undo").click();
  await expect(cards(page)).toHaveCount(3);
  await page.getByTestId("aside-all").click();
  await expect(cards(page)).toHaveCount(0);
});

test("what was set aside is known again after edits around it, and in another visit by its file", async ({ page }) => {
  await openText(page);
  await cards(page).filter({ hasText: "1,250.50" }).click();
  await page.getByTestId("set-aside").click();
  await page.getByTestId("aside-note").fill("已核实");
  await page.getByTestId("aside").locator("summary").click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByTestId("save-decisions").click()]);
  const decisions = readFileSync(await download.path());
  expect(JSON.parse(decisions).aside).toHaveLength(1);
  await page.getByTestId("view-edit").click();
  await field(page).fill(`前面加了一段。\n${TEXT.replace("乙项目支出", "其中乙项目全年支出")}`);
  await expect(paper(page)).toContainText("乙项目全年支出");
  await expect(cards(page)).toHaveCount(2);
  // Nothing was kept on this machine.
  expect(await page.evaluate(() => localStorage.getItem("gouji-decisions"))).toBe(null);
  await open(page);
  await paste(page, TEXT);
  await checked(page);
  await expect(cards(page)).toHaveCount(3);
  await drop(page, "决定.json", decisions);
  await expect(cards(page)).toHaveCount(2);
  await expect(page.getByTestId("aside")).toBeVisible();
});

test("decisions are kept on this machine only if that is allowed", async ({ page }) => {
  await openText(page);
  await cards(page).first().click();
  await page.getByTestId("set-aside").click();
  await page.getByTestId("aside").locator("summary").click();
  await page.getByTestId("keep-decisions").check();
  await expect.poll(() => page.evaluate(() => localStorage.getItem("gouji-decisions"))).toContain("decisions");
  await open(page);
  await paste(page, TEXT);
  await checked(page);
  await expect(cards(page)).toHaveCount(2);
  await page.getByTestId("aside").locator("summary").click();
  await page.getByTestId("keep-decisions").uncheck();
  await expect.poll(() => page.evaluate(() => localStorage.getItem("gouji-decisions"))).toBe(null);
});

test("a proposed number is written with one key, as the report writes it; undo and redo", async ({ page }) => {
  await openText(page);
  await cards(page).filter({ hasText: "1,160.50" }).click();
  await press(page, "a");
  await expect(cards(page)).toHaveCount(2);
  await expect(paper(page)).toContainText("甲项目支出1,150.50万元");
  await press(page, "Control+z");
  await expect(cards(page)).toHaveCount(3);
  await expect(paper(page)).toContainText("甲项目支出1,160.50万元");
  await press(page, "Control+y");
  await expect(cards(page)).toHaveCount(2);
});

test("in the field a proposal is typed over the number, and the browser's own undo takes it back", async ({ page }) => {
  await openText(page);
  // Choosing a card leads to its place in the text; who edits then finds it still chosen.
  await cards(page).filter({ hasText: "1,160.50" }).locator(".card-head").click();
  await page.getByTestId("view-edit").click();
  await page.getByTestId("apply").first().click();
  await expect(field(page)).toHaveValue(TEXT.replace("1,160.50", "1,150.50"));
  await expect(cards(page)).toHaveCount(2);
  await page.keyboard.press("Control+z");
  await expect(field(page)).toHaveValue(TEXT);
  await expect(cards(page)).toHaveCount(3);
});

test("what to change where is a list", async ({ page }) => {
  await openText(page);
  await page.getByTestId("todo-open").click();
  const rows = page.getByTestId("todo").locator("tbody tr");
  await expect(rows).toHaveCount(3);
  await expect(rows.filter({ hasText: "1,160.50" })).toContainText(/第3行.*1,160\.50.*1,150\.50/);
});

test("cards are grouped and sorted, and stepping follows", async ({ page }) => {
  await openText(page);
  await page.getByTestId("group-by").selectOption("section");
  await expect(page.locator(".group-title")).toHaveText(["基本情况1", "资金使用2"]);
  await page.getByTestId("sort-by").selectOption("place");
  await press(page, "j");
  await expect(chosen(page)).toContainText("1,160.50");
  await press(page, "j");
  await expect(chosen(page)).toContainText("1,250.50");
});

test("stepping goes on into the next file with problems", async ({ page }) => {
  await open(page);
  const other = TEXT.replaceAll("2024", "2023");
  await dropAll(page, [{ name: "甲.txt", bytes: Buffer.from(TEXT) }, { name: "乙.txt", bytes: Buffer.from(other) }]);
  await checked(page);
  await cards(page).last().click();
  await press(page, "j");
  await expect(page.getByTestId("file").nth(1)).toHaveAttribute("aria-current", "true");
  await expect(chosen(page)).toHaveCount(1);
  await press(page, "k");
  await press(page, "k");
  await expect(page.getByTestId("file").nth(0)).toHaveAttribute("aria-current", "true");
});

test("the note to the developers holds no name and no digit", async ({ page }) => {
  await openText(page);
  await cards(page).filter({ hasText: "1,160.50" }).click();
  await page.getByTestId("is-mistaken").click();
  const text = await page.getByTestId("mistaken-text").inputValue();
  expect(text).toContain("某项目支出0,000.00万元，其中：");
  expect(text).not.toMatch(/示例|图书馆|甲项目|设备|1160|1,160/);
});
