// A long text must not make the page deaf.

import { writeFileSync } from "node:fs";
import { expect, test } from "./witness.js";
import { REPORT, cards, checked, choose, listen, longReport, longestSilence, open, paper, paste } from "./workbench.js";

const FIVE_MEGABYTES = 5 * 1024 * 1024;
// A person notices a tenth of a second; the rest is room for a build server with two busy cores.
const LONGEST_SILENCE = 800;

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
  const silence = await longestSilence(page);
  console.log(`longest silence with 5 MB: ${Math.round(silence)} ms`);
  expect(silence).toBeLessThan(LONGEST_SILENCE);
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

test("a pasted report is checked within a blink", async ({ page }) => {
  await open(page);
  const start = Date.now();
  await paste(page, REPORT);
  await expect(cards(page).first()).toBeVisible();
  // Generous for a build server; the engine itself takes a few milliseconds.
  expect(Date.now() - start).toBeLessThan(2_000);
});
