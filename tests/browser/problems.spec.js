// From a pasted report to its problems, and between the problems and the text.

import { expect, test } from "./witness.js";
import { REPORT, REPORT_GBK, cards, checked, chosen, drop, lit, open, openReport, paper, paste } from "./workbench.js";

test("a pasted report shows its problems and how much was checked", async ({ page }) => {
  await openReport(page);
  await expect(paper(page)).toContainText("示例县文物保护中心");
  // The two parts make 322.40, the report says 312.40.
  await expect(cards(page).filter({ hasText: "312.40" }).first()).toHaveAttribute("data-severity", "error");
  // The column makes 182.50, its total says 128.50.
  await expect(cards(page).filter({ hasText: "128.50" }).first()).toHaveAttribute("data-severity", "error");
  await expect(page.getByTestId("counts")).toContainText(/\d/);
});

test("the table of a pasted report is a real table", async ({ page }) => {
  await openReport(page);
  const table = paper(page).locator("table").first();
  await expect(table.locator("tr")).toHaveCount(5);
  await expect(table.locator("tr").nth(1).locator("td, th")).toHaveText(["1", "馆藏文物修复经费", "68.00", "72.30"]);
});

test("choosing a problem lights up its operands, each with its role", async ({ page }) => {
  await openReport(page);
  const card = cards(page).filter({ hasText: "128.50" }).first();
  await card.click();
  await expect(card).toHaveAttribute("aria-current", "true");
  await expect(lit(page).filter({ hasText: "72.30" }).first()).toBeVisible();
  await expect(lit(page).filter({ hasText: "128.50" }).first()).toBeInViewport();
  const roles = await lit(page).evaluateAll((marks) => marks.map((mark) => mark.dataset.role));
  expect(roles.length).toBeGreaterThanOrEqual(3);
  expect(roles.every(Boolean)).toBe(true);
  expect(new Set(roles).size, "the total and its parts look different").toBeGreaterThan(1);
});

test("clicking a marked number chooses its problem", async ({ page }) => {
  await openReport(page);
  await paper(page).locator("td").getByText("128.50", { exact: true }).click();
  await expect(chosen(page)).toHaveCount(1);
  await expect(chosen(page)).toContainText("128.50");
});

test("j and k go to the next problem and back, but not while typing", async ({ page }) => {
  await openReport(page);
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press("j");
  await expect(cards(page).nth(0)).toHaveAttribute("aria-current", "true");
  await page.keyboard.press("j");
  await expect(cards(page).nth(1)).toHaveAttribute("aria-current", "true");
  await page.keyboard.press("k");
  await expect(cards(page).nth(0)).toHaveAttribute("aria-current", "true");
  await expect(chosen(page)).toHaveCount(1);
});

test("the cards can be limited to one severity", async ({ page }) => {
  await openReport(page);
  const all = await cards(page).count();
  const severities = () => cards(page).evaluateAll((cards) => [...new Set(cards.map((card) => card.dataset.severity))]);
  await page.getByTestId("filter-error").click();
  await expect(page.getByTestId("filter-error")).toHaveAttribute("aria-pressed", "true");
  await expect.poll(severities).toEqual(["error"]);
  await page.getByTestId("filter-error").click();
  await expect(cards(page)).toHaveCount(all);
});

test("every relation is listed with its verdict, also those that hold", async ({ page }) => {
  await openReport(page);
  await page.getByTestId("view-relations").click();
  const rows = page.getByTestId("relation-row");
  await expect(rows.first()).toBeVisible();
  const verdicts = await rows.evaluateAll((rows) => rows.map((row) => row.dataset.verdict));
  expect(verdicts).toContain("holds");
  expect(verdicts).toContain("broken");
  expect(verdicts.filter((verdict) => !["holds", "rounding", "broken", "open"].includes(verdict))).toEqual([]);
});

test("the outline names the sections", async ({ page }) => {
  await openReport(page);
  await page.getByTestId("view-outline").click();
  await expect(page.getByText("部门基本情况").first()).toBeVisible();
  await page.getByTestId("view-text").click();
  await expect(paper(page)).toBeVisible();
});

test("a GBK file that is dropped on the window reads as Chinese", async ({ page }) => {
  await open(page);
  await drop(page, "示例县文物保护中心.txt", REPORT_GBK);
  await checked(page);
  await expect(paper(page)).toContainText("示例县文物保护中心");
  await expect(cards(page).filter({ hasText: "312.40" }).first()).toBeVisible();
});

test("a table from Word or a web page arrives as a table", async ({ page }) => {
  const html = `<p>示例县文物保护中心2023年项目支出明细（单位：万元）</p>
    <table>
      <tr><th rowspan="2">项目</th><th colspan="2">金额</th></tr>
      <tr><th>年初预算</th><th>决算金额</th></tr>
      <tr><td>馆藏文物修复经费</td><td>68.00</td><td>72.30</td></tr>
      <tr><td>文物安全巡查经费</td><td>45.80</td><td>50.20</td></tr>
      <tr><td>合计</td><td>113.80</td><td>132.50</td></tr>
    </table>`;
  await open(page);
  await paste(page, "项目 金额 馆藏文物修复经费 68.00 72.30", html);
  await checked(page);
  const table = paper(page).locator("table").first();
  await expect(table.locator("tr")).toHaveCount(5);
  await expect(table.locator('[colspan="2"]')).toHaveText("金额");
  await expect(cards(page).filter({ hasText: "132.50" }).first()).toHaveAttribute("data-severity", "error");
});

for (const number of [1, 2, 3]) {
  test(`example ${number} opens in one click`, async ({ page }) => {
    await open(page);
    await page.getByTestId(`example-${number}`).click();
    await checked(page);
    await expect(paper(page)).toContainText("绩效自评报告");
    await expect(page.getByTestId("counts").locator("dd").first()).not.toHaveText("0");
  });
}

test("clearing leads back to the first screen, and the next report is checked afresh", async ({ page }) => {
  await openReport(page);
  await page.getByTestId("clear").click();
  await expect(page.getByTestId("paste-target")).toBeVisible();
  await expect(page.getByTestId("problem-card")).toHaveCount(0);
  await paste(page, REPORT.replaceAll("示例县", "样板县"));
  await checked(page);
  await expect(paper(page)).toContainText("样板县文物保护中心");
});

test("the page speaks English, and leaves the report alone", async ({ page }) => {
  await openReport(page);
  await page.getByTestId("lang-switch").click();
  await expect(page.locator("html")).toHaveAttribute("lang", /^en/);
  await expect(paper(page)).toContainText("示例县文物保护中心");
  await expect(page.getByTestId("counts")).toContainText(/relations/i);
});
