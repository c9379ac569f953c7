// 数据: every number as a table, and some as pictures.

import { expect, test } from "./witness.js";
import { checked, lit, listen, open, openReport, paste, silence } from "./workbench.js";

const rows = (page) => page.getByTestId("figure-row");
const show = (page) => page.getByTestId("view-figures").click();

/** A table of so many numbers, each of a thing of its own. */
function manyFigures(count) {
  const row = (at) => `示例设备${at + 1}号\t${(at * 7) % 1000}.50\t${(at * 3) % 900}.25`;
  return `项目\t年初预算数（万元）\t决算数（万元）\n${Array.from({ length: count / 2 }, (_, at) => row(at)).join("\n")}`;
}

test("every number stands in the table with what it is", async ({ page }) => {
  await openReport(page);
  const numbers = await page.getByTestId("counts").locator("dd").first().textContent();
  await show(page);
  await expect(page.getByTestId("figures-count")).toHaveText(`${numbers} / ${numbers}`);
  await page.getByTestId("figures-search").fill("128.50");
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).first()).toContainText("万元");
  await expect(rows(page).first()).toContainText("不符");
});

test("choosing a number shows its place in the text", async ({ page }) => {
  await openReport(page);
  await show(page);
  await page.getByTestId("figures-search").fill("128.50");
  await rows(page).first().getByRole("button").press("Enter");
  await expect(page.getByTestId("view-text")).toHaveAttribute("aria-pressed", "true");
  await expect(lit(page).filter({ hasText: "128.50" })).toBeInViewport();
  await show(page);
  await expect(page.getByTestId("figures-search"), "the filter is kept").toHaveValue("128.50");
});

test("numbers can be sorted and limited to a verdict", async ({ page }) => {
  await openReport(page);
  await show(page);
  await page.getByTestId("standing-broken").click();
  const verdicts = await rows(page).evaluateAll((rows) => [...new Set(rows.map((row) => row.dataset.verdict))]);
  expect(verdicts).toEqual(["broken"]);
  const values = () => rows(page).evaluateAll((rows) => rows.map((row) => row.cells[3].textContent));
  const head = page.getByRole("columnheader", { name: "数值" });
  await head.getByRole("button").click();
  await expect(head).toHaveAttribute("aria-sort", "ascending");
  const up = await values();
  await head.getByRole("button").click();
  await expect(head).toHaveAttribute("aria-sort", "descending");
  expect(await values()).toEqual(up.reverse());
});

test("the rows that are listed can be copied into a workbook", async ({ page }) => {
  await openReport(page);
  await show(page);
  await page.getByTestId("figures-search").fill("128.50");
  await page.getByTestId("figures-copy").click();
  await expect(page.getByTestId("figures-count")).toHaveText("已复制 1 行");
  const lines = (await page.evaluate(() => navigator.clipboard.readText())).split(/\r?\n/);
  expect(lines[0].split("\t")).toEqual(["项目", "指标", "年度", "数值", "单位", "位置", "结论"]);
  expect(lines[1].split("\t")[3]).toBe("128.50");
});

test("five thousand numbers are there at once, and all can be reached by scrolling", async ({ page }) => {
  await open(page);
  await paste(page, manyFigures(5_000));
  await checked(page);
  await listen(page);
  const taken = await page.evaluate(async () => {
    const begun = performance.now();
    document.querySelector('[data-testid="view-figures"]').click();
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return performance.now() - begun;
  });
  await expect(rows(page).first()).toBeVisible();
  console.log(`5,000 numbers: first view after ${Math.round(taken)} ms, silent for ${Math.round((await silence(page)).longest)} ms`);
  expect(await rows(page).count(), "only those in sight are drawn").toBeLessThan(100);
  await page.getByTestId("figures-rows").evaluate((scroller) => scroller.scrollTo(0, scroller.scrollHeight));
  await expect(page.locator('tr[aria-rowindex="5001"]')).toBeVisible();
});

test("budget and outturn are drawn, each bar beside its numbers", async ({ page }) => {
  await openReport(page);
  await show(page);
  await page.getByTestId("figures-drawn").click();
  const picture = page.getByTestId("picture-spending");
  await expect(picture.getByRole("columnheader").nth(3)).toHaveText("执行率");
  const first = picture.locator("tbody tr").filter({ hasText: "馆藏文物修复经费" });
  await expect(first).toContainText("106.3%");
  await expect(first).toHaveClass(/over/);
  await expect(first.locator("svg")).toHaveAttribute("aria-hidden", "true");
});
