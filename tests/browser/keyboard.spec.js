// By keyboard alone and with a screen reader: where the focus is, what is read out, in which order Tab goes.

import { expect, test } from "./witness.js";
import { REPORT, cards, checked, choose, chosen, dropAll, manyProblems, open, openReport, paste, read } from "./workbench.js";

const announcement = (page) => page.getByTestId("announcement");
const title = (page) => page.getByRole("heading", { level: 1 });

/** What the focus is on, in a few words. */
const focused = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    const name = element.dataset.testid ?? element.id;
    return `${element.tagName.toLowerCase()}${name ? `#${name}` : `.${element.classList[0] ?? ""}`}`;
  });

/** All stops of the Tab key from the first to the last. */
async function tabStops(page) {
  await page.locator(".skip").first().focus();
  const stops = [];
  for (let at = 0; at < 100; at += 1) {
    const stop = await focused(page);
    if (stop.startsWith("body") || (at > 0 && (await page.locator(".skip").first().evaluate((first) => first === document.activeElement)))) break;
    stops.push(stop);
    await page.keyboard.press("Tab");
  }
  return stops;
}

test.describe("the focus goes to the title", () => {
  test("when a pasted report opens", async ({ page }) => {
    await openReport(page);
    await expect(title(page)).toBeFocused();
  });

  test("when an example opens", async ({ page }) => {
    await open(page);
    await page.getByTestId("example-1").focus();
    await page.keyboard.press("Enter");
    await checked(page);
    await expect(title(page)).toBeFocused();
  });

  test("when a file opens, and when one comes back to it", async ({ page }) => {
    await open(page);
    await choose(page, "报告.txt", REPORT);
    await checked(page);
    await expect(title(page)).toBeFocused();
    await page.getByTestId("another").focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "返回当前报告" }).focus();
    await page.keyboard.press("Enter");
    await expect(title(page)).toBeFocused();
  });
});

test("what has the focus and goes leaves it to its pane", async ({ page }) => {
  await openReport(page);
  await page.locator(".leaf .mark[data-q]:not([data-f])").first().click();
  await page.getByTestId("explained").getByRole("button", { name: "关闭" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("explained")).toHaveCount(0);
  await expect(page.locator("#pane-cards")).toBeFocused();
});

test("a place in another file leaves the focus on its card", async ({ page }) => {
  await open(page);
  await dropAll(page, ["2023年自评报告.txt", "基础数据表.html"].map((name) => ({ name, bytes: read(`submission/${name}`) })));
  await checked(page);
  const place = page.getByTestId("across").getByTestId("place").filter({ hasText: "基础数据表" }).first();
  await place.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("file").filter({ hasText: "基础数据表" })).toHaveAttribute("aria-current", "true");
  await expect(chosen(page).locator(".card-head")).toBeFocused();
});

test("the verdict is read out, then each problem that is stepped to, and what a filter leaves", async ({ page }) => {
  await openReport(page);
  const all = await cards(page).count();
  await expect(announcement(page)).toHaveText(/错误 \d+，提醒 \d+，提示 \d+；勾稽关系 \d+，相符 \d+/);
  await page.keyboard.press("j");
  await expect(announcement(page)).toContainText(`问题 1/${all}：错误`);
  await expect(announcement(page)).toContainText(await cards(page).first().locator(".message").textContent());
  await page.keyboard.press("j");
  await expect(announcement(page)).toContainText(`问题 2/${all}`);
  await page.keyboard.press("k");
  await expect(announcement(page)).toContainText(`问题 1/${all}`);
  await page.getByRole("searchbox").fill("128.50");
  await expect(announcement(page)).toHaveText(/显示 \d+\/\d+ 个问题/);
});

test("j and k go from row to row among the relations", async ({ page }) => {
  await openReport(page);
  await page.getByTestId("view-relations").click();
  const rows = page.getByTestId("relation-row");
  const current = page.locator('[data-testid="relation-row"][aria-current="true"]');
  await page.keyboard.press("j");
  await expect(rows.nth(0)).toHaveAttribute("aria-current", "true");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await expect(rows.nth(2)).toHaveAttribute("aria-current", "true");
  await page.keyboard.press("k");
  await expect(rows.nth(1)).toHaveAttribute("aria-current", "true");
  await expect(current).toHaveCount(1);
  await expect(current).toBeInViewport();
  await expect(announcement(page)).toContainText(/[=≤≥]/);
  await expect(cards(page).and(page.locator('[aria-current="true"]'))).toHaveCount(0);
  await page.getByTestId("verdict-broken").click();
  await page.keyboard.press("j");
  await expect(rows.first()).toHaveAttribute("aria-current", "true");
});

test("a list is one stop of the Tab key, and the arrow keys go through it", async ({ page }) => {
  await openReport(page);
  const outline = page.locator(".outline");
  await outline.focus();
  await page.keyboard.press("ArrowDown");
  await expect(outline.getByRole("button").nth(0)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(outline.getByRole("button").nth(1)).toBeFocused();
  await page.keyboard.press("End");
  await expect(outline.getByRole("button").last()).toBeFocused();
  await page.keyboard.press("Home");
  await expect(outline.getByRole("button").first()).toBeFocused();
  await page.getByTestId("view-relations").click();
  await page.locator(".view.list").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByTestId("relation-row").first().locator("button.figure").first()).toBeFocused();
});

test("the first stops of the Tab key lead past everything to a pane", async ({ page }) => {
  await openReport(page);
  await page.locator(".skip").first().focus();
  await expect(page.locator(".skip").first()).toHaveText("跳到问题");
  await expect(page.locator(".skip").first()).toBeInViewport({ ratio: 1 });
  await page.keyboard.press("Enter");
  await expect(page.locator("#pane-cards")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("searchbox")).toBeFocused();
});

test("the order of the Tab key", async ({ page }) => {
  await openReport(page);
  await page.keyboard.press("j");
  await expect(chosen(page)).toHaveCount(1);
  expect(await tabStops(page)).toEqual([
    ...["button.skip", "button.skip", "button.skip"],
    ...["button#add-files", "summary#export", "button#another", "button#clear", "button#settings", "button#lang-switch", "button#theme-switch", "button#help"],
    ...["button#filter-error", "button#filter-warning", "button#filter-info"],
    ...["button#view-text", "button#view-relations", "button#view-outline", "button#view-figures", "button#view-edit"],
    "ul.outline",
    "input#show-unchecked",
    // The report; ← and → walk from number to number. A table is a stop because it may have to be scrolled.
    ...["div.paper", "div#block-12"],
    ...["input#search", "select#group-by", "select#sort-by", "button#todo-open"],
    // The chosen card and what is on it; ↓ and ↑ choose the others.
    ...["button.card-head", "button#set-aside", "button#set-rule-aside", "button#is-mistaken", "summary."],
    "button#aside-all",
  ]);
});

test("a report of a thousand sections and problems has no more stops of the Tab key than any other", async ({ page }) => {
  await open(page);
  const sections = Array.from({ length: 400 }, (_, at) => `（${at + 1}）示例工作第${at + 1}项\n按计划完成。`).join("\n");
  await paste(page, `一、基本情况\n${sections}\n${manyProblems(328)}`);
  await checked(page);
  const stops = await page.evaluate(() => {
    const focusable = "a[href], button, input, select, textarea, summary, [tabindex]";
    const all = [...document.querySelectorAll(focusable)];
    return all.filter((element) => element.tabIndex >= 0 && element.getClientRects().length > 0).length;
  });
  expect(stops).toBeLessThan(40);
});

test("what a screen reader finds on the workbench", async ({ page }) => {
  await openReport(page);
  await page.keyboard.press("j");
  await expect(chosen(page)).toHaveCount(1);
  await expect(page.locator("body")).toMatchAriaSnapshot(`
    - navigation "跳转":
      - button "跳到问题"
      - button "跳到报告"
      - button "跳到目录"
    - banner:
      - heading "2023年度示例县文物保护中心部门整体支出绩效自评报告" [level=1]
      - term: 数字
      - term: 已核对
      - term: 未核对
      - term: 勾稽关系
      - term: 相符
      - term: 舍入差
      - term: 不符
      - term: 待定
      - group "筛选":
        - button "错误 4"
        - button "提醒 0"
        - button "提示 1"
      - group "视图":
        - button "原文" [pressed]
        - button "勾稽"
        - button "结构"
        - button "编辑"
    - navigation "目录":
      - heading "目录" [level=2]
      - list "目录":
        - listitem:
          - button "一、 部门基本情况 3 问题"
        - listitem:
          - button "（一） 机构、人员构成 没有问题"
    - main:
      - heading "原文" [level=2]
      - list "图例":
        - listitem: 错误
        - listitem: 提醒
        - listitem: 提示
        - listitem: 已核对
      - checkbox "显示未核对的数字"
      - region "报告":
        - article:
          - heading "（一）机构、人员构成" [level=4]
          - group "表 1":
            - table:
              - rowgroup:
                - row "序号 项目 年初预算 决算金额":
                  - columnheader "序号"
                  - columnheader "项目"
                  - columnheader "年初预算"
                  - columnheader "决算金额"
                - row:
                  - cell "1"
                  - cell "馆藏文物修复经费"
                  - cell "68.00":
                    - button "68.00"
    - complementary "问题":
      - heading "问题5 / 5" [level=2]
      - searchbox "在问题中查找（/）"
      - article:
        - heading /^1 错误/ [level=3]:
          - button /^1 错误/
    - status: /^问题 1/
  `);
});
