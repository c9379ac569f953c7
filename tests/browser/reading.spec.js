// What stands on the page can be read: at any zoom, on paper, in wide tables, and in words that a clerk knows.

import { expect, test } from "./witness.js";
import { REPORT, cards, checked, lit, open, openReport, paper, paste } from "./workbench.js";

test.describe("at 200 % zoom", () => {
  test.use({ viewport: { width: 683, height: 384 }, deviceScaleFactor: 2 });

  test("the head leaves three quarters of the window to the report", async ({ page }) => {
    await openReport(page);
    const head = await page.locator("header.bar").boundingBox();
    expect(head.height).toBeLessThan(384 / 4);
  });
});

test.describe("on paper", () => {
  test.use({ colorScheme: "dark" });

  test("a dark page is printed black on white", async ({ page }) => {
    await openReport(page);
    for (const chosen of ["as the system prefers", "as chosen"]) {
      if (chosen === "as chosen") {
        await page.getByTestId("theme-switch").click();
        await page.getByTestId("theme-switch").click();
      }
      await page.emulateMedia({ media: "print" });
      const colours = await page.evaluate(() => {
        const luminance = (colour) => {
          const [red, green, blue] = colour.match(/[\d.]+/g).map(Number);
          return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
        };
        const seen = (element) => getComputedStyle(element);
        const all = [...document.querySelectorAll(".leaf *, .card, .card *, .bar h1, .counts *")].filter((one) => one.getClientRects().length);
        const grounds = all.filter((one) => !one.matches(".shape")).map((one) => seen(one).backgroundColor).filter((colour) => !colour.endsWith(", 0)"));
        return {
          lightestInk: Math.max(...all.map((one) => luminance(seen(one).color))),
          darkestGround: Math.min(1, ...grounds.map(luminance)),
          scheme: seen(document.documentElement).colorScheme,
        };
      });
      expect(colours.lightestInk, chosen).toBeLessThan(0.5);
      expect(colours.darkestGround, chosen).toBeGreaterThan(0.7);
      expect(colours.scheme, chosen).toBe("light");
      await page.emulateMedia({ media: "screen" });
    }
  });
});

test("no column of a wide table is one character wide", async ({ page }) => {
  const heads = ["项目名称", ...Array.from({ length: 14 }, (_, at) => `第${at + 1}季度预算执行情况`)];
  const row = (name) => [name, ...heads.slice(1).map((_, at) => `${at + 101}.20`)].join("\t");
  const names = ["示例县城区道路改造提升工程专项资金", "农村饮水安全巩固提升项目", "村级公益事业建设一事一议财政奖补"];
  await open(page);
  await paste(page, ["单位：万元", heads.join("\t"), ...names.map(row)].join("\n"));
  await checked(page);
  const cells = paper(page).locator("tr td:first-child");
  await expect(cells).toHaveCount(names.length);
  for (const width of await cells.evaluateAll((cells) => cells.map((cell) => cell.clientWidth))) expect(width).toBeGreaterThan(90);
});

test("every table head holds something", async ({ page }) => {
  for (const number of [1, 2, 3]) {
    await open(page);
    await page.getByTestId(`example-${number}`).click();
    await checked(page);
    const empty = await page.locator("th").evaluateAll((heads) => heads.filter((head) => !head.textContent.trim()).length);
    expect(empty, `example ${number}`).toBe(0);
    await page.getByTestId("clear").click();
  }
});

test("the numbers of a card are called what they are", async ({ page }) => {
  await open(page);
  await paste(page, "2022年全年预算1000.00万元，决算900.00万元，年末结转结余150.00万元。");
  await checked(page);
  await cards(page).filter({ hasText: "150.00" }).first().click();
  await expect(lit(page).first()).toBeVisible();
  const labels = await lit(page).evaluateAll((marks) => marks.map((mark) => `${mark.dataset.label} ${mark.textContent}`));
  expect(labels).toContain("差额 150.00万元");
  expect(labels).toContain("被减数 1000.00万元");
  expect(labels).toContain("减数 900.00万元");
});

test("two signs never follow each other", async ({ page }) => {
  await open(page);
  await paste(page, ["单位：万元", "项目\t金额", "甲项目\t100.00", "乙项目\t-18.81", "合计\t91.19"].join("\n"));
  await checked(page);
  await page.getByTestId("view-relations").click();
  await expect(page.getByTestId("relation-row").first()).toContainText("100.00+(-18.81)");
  const card = cards(page).filter({ hasText: "91.19" }).first();
  await expect(card.locator(".sum")).toContainText("(-18.81)");
  await expect(card.locator(".sum button.figure")).toHaveCount(3);
});

test("a rule says where it comes from in words a clerk knows", async ({ page }) => {
  for (const number of [1, 2]) {
    await open(page);
    await page.getByTestId(`example-${number}`).click();
    await checked(page);
    const sources = await page.locator(".basis").allTextContents();
    expect(sources.length).toBeGreaterThan(0);
    expect(sources.filter((source) => !/《.+》|GB|行业惯例|财政|绩效自评|机构编制/.test(source))).toEqual([]);
    await page.getByTestId("clear").click();
  }
});

test("problems are found by what their numbers are and by their formula", async ({ page }) => {
  await openReport(page);
  const search = page.getByRole("searchbox");
  const all = await cards(page).count();
  // Neither the sentence of the card nor its equation says it; the name of an operand does.
  await search.fill("72.30");
  await expect(cards(page).filter({ hasText: "128.50" }).first()).toBeVisible();
  await search.fill("各行之和");
  expect(await cards(page).count()).toBeLessThan(all);
  await search.fill("没有这样的词");
  await expect(cards(page)).toHaveCount(0);
});
