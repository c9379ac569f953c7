// 设置: formulas of one's own, thresholds, rules; handed on as one file.

import { readFileSync } from "node:fs";
import { expect, test } from "./witness.js";
import { cards, checked, open, openReport, paste } from "./workbench.js";

const TEXT = "2023年公务接待费年初预算3.00万元，决算3.26万元。会议费年初预算2.00万元，决算1.50万元。\n";

const settings = async (page) => {
  await page.getByTestId("settings").click();
  await expect(page.getByTestId("settings-dialog")).toBeVisible();
};
const own = (page) => page.locator('[data-testid="problem-card"][data-rule="own/formula"]');
const file = (page, text) =>
  page.getByTestId("settings-file").setInputFiles({ name: "office.json", mimeType: "application/json", buffer: Buffer.from(text) });

async function openText(page) {
  await open(page);
  await paste(page, TEXT);
  await checked(page);
}

test("a formula is completed, tried on the open report, and checked from then on", async ({ page }) => {
  await openText(page);
  await settings(page);
  const formula = page.getByTestId("formula");
  await formula.pressSequentially("公务接");
  await expect(page.getByTestId("settings-dialog").getByRole("option").first()).toHaveText("公务接待费");
  await formula.press("Enter");
  await expect(formula).toHaveValue("公务接待费 ");
  await formula.fill("公务接待费决算 ≤ 公务接待费年");
  await expect(page.getByTestId("settings-dialog").getByRole("option").first()).toHaveText("公务接待费年初预算");
  await formula.press("Tab");
  await expect(page.getByTestId("trial")).toContainText("0 处成立，1 处不成立");
  await expect(page.getByTestId("trial-relations")).toContainText("3.26万元 ≤ 3.00万元");
  await page.getByTestId("formula-name").fill("接待费不超预算");
  await page.getByTestId("formula-save").click();
  await expect(page.getByTestId("own-formulas")).toContainText("接待费不超预算");
  await expect(formula).toHaveValue("");
  await page.keyboard.press("Escape");
  await expect(own(page)).toHaveCount(1);
  await expect(own(page)).toContainText("不符合“接待费不超预算”");
});

test("what is wrong with a formula is told in plain words", async ({ page }) => {
  await openText(page);
  await settings(page);
  await page.getByTestId("formula").fill("公务接待费决算 ≤ 天气");
  await expect(page.getByTestId("trial")).toHaveText("第11个字符：不认识的名称“天气”");
  await expect(page.getByTestId("formula-save")).toBeDisabled();
  await page.getByTestId("formula").fill("会议费决算 ≤ 5万元");
  await expect(page.getByTestId("trial")).toContainText("1 处成立，0 处不成立");
});

test("a rule that is switched off stays quiet until it is switched on again", async ({ page }) => {
  await openReport(page);
  const rule = await cards(page).first().getAttribute("data-rule");
  const of = page.locator(`[data-testid="problem-card"][data-rule="${rule}"]`);
  const count = await of.count();
  await settings(page);
  await page.getByTestId("rules-search").fill(rule);
  await page.locator(`input[data-rule="${rule}"]`).uncheck();
  await expect(of).toHaveCount(0);
  await page.getByTestId("settings-reset").click();
  await expect(page.getByTestId("settings-remark")).toHaveText("已恢复默认。");
  await expect(of).toHaveCount(count);
});

test("amounts within the tolerance are no error", async ({ page }) => {
  await openReport(page);
  const card = cards(page).filter({ hasText: "322.40" });
  await expect(card.first()).toHaveAttribute("data-severity", "error");
  await settings(page);
  await page.getByTestId("tolerance").fill("100000");
  await page.getByTestId("tolerance").press("Tab");
  await page.getByTestId("settings-close").click();
  await expect(card.and(page.locator('[data-severity="error"]'))).toHaveCount(0);
});

test("an office hands its settings on as one file; a bad one changes nothing", async ({ page }) => {
  await openText(page);
  await settings(page);
  await file(page, '{"gouji-settings": 1, "formulas": [{"name": "会议费封顶", "formula": "会议费决算 ≤ 1万元", "severity": "error"}]}');
  await expect(page.getByTestId("settings-remark")).toHaveText("已按文件设置。");
  await expect(page.getByTestId("own-formulas")).toContainText("会议费封顶");
  const [saved] = await Promise.all([page.waitForEvent("download"), page.getByTestId("settings-export").click()]);
  expect(saved.suggestedFilename()).toBe("gouji-settings.json");
  expect(JSON.parse(readFileSync(await saved.path(), "utf8")).formulas[0].formula).toBe("会议费决算 ≤ 1万元");
  await file(page, '{"gouji-settings": 1, "off": ["sum/poetry"]}');
  await expect(page.getByTestId("settings-remark")).toHaveText("没有“sum/poetry”这条规则。");
  await expect(page.getByTestId("own-formulas")).toContainText("会议费封顶");
});

test("settings are kept on this machine only if that is wished", async ({ page }) => {
  const stored = () => page.evaluate(() => localStorage.getItem("gouji-settings"));
  await openText(page);
  await settings(page);
  await page.getByTestId("formula").fill("会议费决算 ≤ 1万元");
  await expect(page.getByTestId("trial")).toContainText("1 处不成立");
  await page.getByTestId("formula-save").click();
  expect(await stored()).toBeNull();
  await page.getByTestId("settings-keep").check();
  await expect.poll(stored).toContain("会议费决算");
  await openText(page);
  await expect(own(page)).toHaveCount(1);
  await settings(page);
  await page.getByTestId("settings-keep").uncheck();
  expect(await stored()).toBeNull();
});
