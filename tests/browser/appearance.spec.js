// Every view, wide and narrow, light and dark: usable for everyone (axe finds nothing), nothing sticks out at the side,
// and a picture is left in test-results/screens for a person to look at.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { ambiguous, twoThingsAtOnce } from "./styles.js";
import { expect, test } from "./witness.js";
import { REPORT, cards, checked, drop, dropAll, open, openReport, read } from "./workbench.js";

const WORD = readFileSync(new URL("../fixtures/formats/same/report.docx", import.meta.url));
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SIZES = { wide: { width: 1366, height: 768 }, narrow: { width: 400, height: 800 } };

const VIEWS = {
  first: open,
  text: async (page) => {
    await openReport(page);
    await show(page, "view-text");
  },
  problem: async (page) => {
    await openReport(page);
    await page.keyboard.press("Escape");
    await page.evaluate(() => document.activeElement?.blur());
    await page.keyboard.press("j");
    await expect(cards(page).first()).toHaveAttribute("aria-current", "true");
  },
  number: async (page) => {
    await openReport(page);
    await show(page, "view-text");
    await page.getByTestId("show-unchecked").setChecked(true);
    await page.locator(".leaf .mark[data-q]:not([data-f])").first().click();
  },
  renewed: async (page) => {
    await open(page);
    await drop(page, "自评报告.txt", REPORT);
    await checked(page);
    await drop(page, "自评报告.txt", REPORT.replaceAll("312.40", "321.40").replaceAll("年初", "年　初"));
    await expect(page.getByTestId("revision")).toHaveCount(1);
    await page.getByTestId("undo-close").click();
    await page.getByTestId("changes").locator("summary").evaluate((summary) => summary.click());
  },
  decided: async (page) => {
    await openReport(page);
    await page.getByTestId("group-by").selectOption("rule");
    await cards(page).first().locator(".card-head").click();
    await page.evaluate(() => document.activeElement?.blur());
    await page.keyboard.press("x");
    await page.getByTestId("aside").locator("summary").evaluate((summary) => summary.click());
  },
  todo: async (page) => {
    await openReport(page);
    await page.getByTestId("todo-open").evaluate((button) => button.click());
  },
  mistaken: async (page) => {
    await openReport(page);
    await cards(page).first().evaluate((card) => card.click());
    await page.getByTestId("is-mistaken").first().evaluate((button) => button.click());
  },
  example: async (page) => {
    await open(page);
    await page.getByTestId("example-2").click();
    await checked(page);
  },
  edit: async (page) => {
    await openReport(page);
    await show(page, "view-edit");
  },
  help: async (page) => {
    await openReport(page);
    await show(page, "help");
    await expect(page.getByRole("dialog")).toBeVisible();
  },
  relations: async (page) => {
    await openReport(page);
    await show(page, "view-relations");
  },
  outline: async (page) => {
    await openReport(page);
    await show(page, "view-outline");
  },
  submission: async (page) => {
    await openSubmission(page);
    const card = page.getByTestId("across").getByTestId("problem-card").first();
    await card.getByTestId("place").filter({ hasText: "基础数据表" }).first().click();
    await expect(page.locator(".lit").first()).toBeVisible();
  },
  "between-files": async (page) => {
    await openSubmission(page);
    await expect(page.getByTestId("across")).toBeVisible();
  },
  files: async (page) => {
    await openSubmission(page);
    await show(page, "pane-sections");
    await expect(page.getByTestId("refused-file")).toBeVisible();
  },
  "in-place": async (page) => {
    await open(page);
    await dropAll(page, [{ name: "自评报告.docx", bytes: WORD }]);
    await checked(page);
    await show(page, "view-edit");
    await page.locator("td.num").nth(2).click();
    await expect(page.getByTestId("part-field")).toBeFocused();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("1");
    await page.keyboard.press("Tab");
    await expect(page.getByTestId("undo-edit")).toBeEnabled();
  },
  added: async (page) => {
    await openSubmission(page);
    await dropAll(page, [{ name: SUBMISSION[0], bytes: read(`submission/${SUBMISSION[0]}`) }]);
    await expect(page.getByTestId("undo-line")).toBeVisible();
  },
  cleared: async (page) => {
    await openReport(page);
    await page.getByTestId("clear").click();
    await expect(page.getByTestId("undo-line")).toBeVisible();
  },
  remarks: async (page) => {
    await open(page);
    const cut = Buffer.concat([Buffer.from(REPORT), Buffer.from([0xe5, 0x85])]);
    await dropAll(page, [{ name: "截断的报告.txt", bytes: cut }]);
    await checked(page);
    await page.getByTestId("view-text").click();
    await expect(page.getByTestId("remarks")).toBeVisible();
  },
};

const SUBMISSION = ["2023年自评报告.txt", "基础数据表.html", "2022年自评报告.txt"];

/** Three files of one unit that contradict each other, and one that cannot be read. */
async function openSubmission(page) {
  await open(page);
  const files = SUBMISSION.map((name) => ({ name, bytes: read(`submission/${name}`) }));
  const picture = { name: "附件/扫描件/盖章页（第3次修改，最终版）.docx", bytes: Buffer.from("\x89PNG\r\n\x1a\n", "latin1") };
  await dropAll(page, [...files, picture]);
  await checked(page);
}

async function show(page, view) {
  const tab = page.getByTestId(view);
  if (await tab.isVisible()) await tab.click();
}

async function violations(page) {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
    return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.html).join(" | ")}`);
  });
}

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const colorScheme of ["light", "dark"]) {
    test.describe(`${size}, ${colorScheme}`, () => {
      test.use({ viewport, colorScheme, reducedMotion: "reduce" });

      for (const [view, prepare] of Object.entries(VIEWS)) {
        test(view, async ({ page }) => {
          await prepare(page);
          await page.screenshot({ path: `test-results/screens/${view}-${size}-${colorScheme}.png` });
          expect(await violations(page)).toEqual([]);
          expect(await twoThingsAtOnce(page), "classes of one element that each have a look of their own").toEqual([]);
          const overhang = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          expect(overhang, "nothing to scroll sideways").toBeLessThanOrEqual(0);
        });
      }
    });
  }
}

test("a class means one thing", () => {
  expect(ambiguous()).toEqual([]);
});

test("the theme that is chosen holds before the first paint of the next visit", async ({ page }) => {
  await open(page);
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await page.getByTestId("theme-switch").click();
  await expect.poll(background).not.toBe(light);
  const dark = await background();
  await page.reload({ waitUntil: "commit" });
  // Before the style sheet is there the body has no colour at all; the first one that it has must be the chosen one.
  await page.waitForFunction(() => document.body && getComputedStyle(document.body).backgroundColor !== "rgba(0, 0, 0, 0)");
  expect(await background()).toBe(dark);
});

test("the page is usable by keyboard from the first moment", async ({ page }) => {
  await open(page);
  await page.keyboard.press("Tab");
  const focused = () => page.evaluate(() => document.activeElement?.tagName);
  expect(await focused()).not.toBe("BODY");
});
