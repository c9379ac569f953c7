// Every view of several reports at every size, light, dark and as printed, as pictures for a person to look at.
// The environment variable GOUJI_PICTURES names the folder.

import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "./witness.js";
import { REPORT, cards, checked, dropAll, open, paste } from "./workbench.js";

const FOLDER = process.env.GOUJI_PICTURES ?? fileURLToPath(new URL("../../target/pictures", import.meta.url));
const fixture = (path) => readFileSync(new URL(`../fixtures/${path}`, import.meta.url));

const SIZES = {
  "1366": { viewport: { width: 1366, height: 768 } },
  "1920": { viewport: { width: 1920, height: 1080 } },
  "400": { viewport: { width: 400, height: 800 } },
  // A window of 1366 × 768 at 200 % zoom.
  "zoomed": { viewport: { width: 683, height: 384 }, deviceScaleFactor: 2 },
};

/** A report as it comes out of a PDF: no tables, lines that break in the middle of sentences, page numbers between. */
function longText() {
  const lines = REPORT.replaceAll("\t", " ").split("\n").flatMap((line) => line.match(/.{1,38}/gu) ?? [""]);
  const pages = Array.from({ length: Math.ceil(lines.length / 30) }, (_, page) => lines.slice(page * 30, page * 30 + 30));
  const once = pages.map((page, number) => `${page.join("\n")}\n- ${number + 1} -\n`).join("");
  return once.repeat(40);
}

const example = (number) => (page) => page.getByTestId(`example-${number}`).click();
const REPORTS = {
  "example-1": example(1),
  "example-2": example(2),
  "example-3": example(3),
  "report": (page) => paste(page, REPORT),
  "word-and-excel": (page) =>
    dropAll(page, [
      { name: "自评报告.docx", bytes: fixture("formats/same/report.docx") },
      { name: "附表.xlsx", bytes: fixture("formats/same/tables.xlsx") },
    ]),
  "long-text": (page) => paste(page, longText()),
};

const VIEWS = { text: "view-text", relations: "view-relations", structure: "view-outline", edit: "view-edit" };

async function show(page, id) {
  const button = page.getByTestId(id);
  if (await button.isVisible()) await button.click();
}

/** The pictures of one report, once it is on screen. */
async function takeAll(page, picture) {
  await picture("opened");
  for (const [view, id] of Object.entries(VIEWS)) {
    await show(page, id);
    await picture(view);
  }
  await show(page, "view-text");
  await show(page, "pane-sections");
  await picture("sections");
  if (await cards(page).count()) {
    await page.evaluate(() => document.activeElement?.blur());
    await page.keyboard.press("j");
    await page.locator(".lit").first().waitFor();
    await picture("problem");
  }
  await show(page, "view-text");
  await page.getByTestId("show-unchecked").setChecked(true);
  const number = page.locator(".leaf .mark[data-q]:visible").first();
  if (await number.count()) await number.click();
  await picture("number");
  await page.keyboard.press("Escape");
}

async function print(page, path) {
  await page.emulateMedia({ media: "print" });
  await page.screenshot({ path, fullPage: true, clip: { x: 0, y: 0, width: 794, height: 4_000 } });
  await page.emulateMedia({ media: "screen" });
}

test.beforeAll(() => {
  mkdirSync(FOLDER, { recursive: true });
});

for (const colorScheme of ["light", "dark"]) {
  for (const [size, settings] of Object.entries(SIZES)) {
    test.describe(`${size} ${colorScheme}`, () => {
      test.use({ ...settings, colorScheme, reducedMotion: "reduce" });
      const at = (name) => join(FOLDER, `${name}-${size}-${colorScheme}.png`);

      test("first screen and help", async ({ page }) => {
        await open(page);
        await page.screenshot({ path: at("first") });
        await page.keyboard.press("Tab");
        await page.evaluate(() => document.activeElement?.blur());
        await page.keyboard.press("?");
        await page.screenshot({ path: at("help") });
      });

      for (const [name, give] of Object.entries(REPORTS)) {
        test(name, async ({ page }) => {
          await open(page);
          await give(page);
          await checked(page);
          await takeAll(page, (view) => page.screenshot({ path: at(`${name}-${view}`) }));
        });
      }
    });
  }

  test.describe(`printed ${colorScheme}`, () => {
    test.use({ viewport: { width: 794, height: 1123 }, colorScheme });
    for (const [name, give] of Object.entries(REPORTS)) {
      test(name, async ({ page }) => {
        await open(page);
        await give(page);
        await checked(page);
        await print(page, join(FOLDER, `${name}-printed-${colorScheme}.png`));
      });
    }
  });
}
