// A long text must not make the page deaf.

import { writeFileSync } from "node:fs";
import { expect, test } from "./witness.js";
import { REPORT, cards, checked, choose, chosen, listen, longReport, manyProblems, open, paper, paste, silence } from "./workbench.js";

const FIVE_MEGABYTES = 5 * 1024 * 1024;
// Of the time that the whole check takes, however fast the machine is and whatever else it does.
const LONGEST_SHARE = 0.2;

test("5 MB are checked while the page stays responsive", async ({ page }, info) => {
  test.setTimeout(180_000);
  // From a file, as a person would: handing the bytes over by way of the test would itself block the page.
  const file = info.outputPath("large.txt");
  writeFileSync(file, longReport(FIVE_MEGABYTES));
  await open(page);
  await listen(page);
  await page.getByTestId("file-input").setInputFiles(file);
  await expect(page.getByTestId("counts")).toBeVisible({ timeout: 120_000 });
  await expect(cards(page).first()).toBeVisible();
  const { longest, all } = await silence(page);
  console.log(`longest silence with 5 MB: ${Math.round(longest)} of ${Math.round(all)} ms`);
  expect(longest / all).toBeLessThan(LONGEST_SHARE);
});

test("a check of 5 MB can be cancelled, and the page is ready for the next", async ({ page }) => {
  test.setTimeout(120_000);
  await open(page);
  await choose(page, "大文件.txt", longReport(FIVE_MEGABYTES));
  await page.getByTestId("cancel").click();
  await expect(page.getByTestId("cancel")).toBeHidden();
  await expect(page.getByTestId("paste-target")).toBeVisible();
  await paste(page, REPORT);
  await checked(page);
  await expect(paper(page)).toContainText("示例县文物保护中心");
});

test("nothing waits between a pasted report and its problems", async ({ page }) => {
  await open(page);
  await page.evaluate(() => {
    window.waits = [];
    const plain = window.setTimeout;
    window.setTimeout = (then, wait = 0, ...rest) => {
      window.waits.push(wait);
      return plain(then, wait, ...rest);
    };
  });
  await paste(page, REPORT);
  await expect(cards(page).first()).toBeVisible();
  // A minute after which a reader that hangs is given up is no wait of somebody who looks at the page.
  const waits = await page.evaluate(() => window.waits.filter((wait) => wait < 10_000));
  expect(Math.max(0, ...waits)).toBeLessThan(50);
});

/** Counts what is changed on the page from now on. */
async function watch(page) {
  await page.evaluate(() => {
    window.changes = 0;
    const observer = new MutationObserver((records) => (window.changes += records.length));
    observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  });
}

test("choosing a problem among hundreds touches only what changes", async ({ page }) => {
  await open(page);
  await paste(page, manyProblems(328));
  await checked(page);
  const all = await page.getByTestId("filter-warning").locator("b").textContent();
  expect(Number(all)).toBeGreaterThanOrEqual(328);
  // All cards are drawn, and the choice has been made once.
  while (await page.getByRole("button", { name: "继续显示" }).count()) await page.getByRole("button", { name: "继续显示" }).first().click();
  expect(await cards(page).count()).toBeGreaterThanOrEqual(328);
  await page.keyboard.press("j");
  await expect(chosen(page)).toHaveCount(1);
  await watch(page);
  await page.keyboard.press("j");
  await expect(cards(page).nth(1)).toHaveAttribute("aria-current", "true");
  await expect(page.locator(".lit").first()).toBeVisible();
  await page.waitForTimeout(200);
  // Two cards with what is on them, and the marks of two equations; not the 328 cards and their thousand numbers.
  expect(await page.evaluate(() => window.changes)).toBeLessThan(80);
});
