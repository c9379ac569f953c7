// A file that was opened stays connected: saved in Word, it is read and checked again, and the page says what changed.

import { readFileSync } from "node:fs";
import { expect, test } from "./witness.js";
import { REPORT, cards, checked, choose, chosen, drop, open, paper } from "./workbench.js";

const WORD = readFileSync(new URL("../fixtures/formats/same/report.docx", import.meta.url));
const NAME = "示例县绩效自评报告.txt";

/** Three sums with one digit wrong each, and prose between them. */
const sum = (name, total, parts) =>
  `${name}支出${total}万元，其中：设备购置${parts[0]}万元，场地维护${parts[1]}万元。`;
const report = ({ first = "160.50", second = "281.60", third = "402.70", extra = "" } = {}) =>
  [
    "示例县图书馆2024年度部门整体支出绩效自评报告",
    "一、基本情况",
    sum("甲项目", first, ["100.20", "50.30"]),
    "工作人员认真履职，较好地完成了各项工作任务。".repeat(30),
    "二、资金使用",
    sum("乙项目", second, ["200.30", "71.30"]),
    extra,
    "群众满意。".repeat(200),
    sum("丙项目", third, ["300.40", "92.30"]),
  ].join("\n");

const revised = (page) => page.getByTestId("revised");
const broken = (page, name) => cards(page).filter({ hasText: name });

/** A file on the disk of the browser, whose handle the file dialog and the drop give. */
async function onDisk(page, name) {
  await page.evaluate(async (name) => {
    const root = await navigator.storage.getDirectory();
    const handle = await root.getFileHandle(name, { create: true });
    window.showOpenFilePicker = async () => [handle];
    DataTransferItem.prototype.getAsFileSystemHandle = async () => handle;
  }, name);
}

/** Saves the file as another program would. */
async function save(page, name, bytes) {
  await page.evaluate(
    async ([name, base64]) => {
      const root = await navigator.storage.getDirectory();
      const writable = await (await root.getFileHandle(name)).createWritable();
      await writable.write(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
      await writable.close();
    },
    [name, Buffer.from(bytes).toString("base64")],
  );
}

async function openConnected(page) {
  await open(page);
  await onDisk(page, NAME);
  await save(page, NAME, report());
  await page.getByTestId("choose-files").click();
  await checked(page);
  await expect(page.getByTestId("connected")).toBeVisible();
  for (const name of ["160.50", "281.60", "402.70"]) await expect(broken(page, name)).toHaveCount(1);
}

test("a file that is saved is checked again by itself, and what changed is said", async ({ page }) => {
  await openConnected(page);
  await broken(page, "402.70").click();
  const card = chosen(page);
  await expect(card).toContainText("402.70");
  await page.waitForTimeout(300);
  const top = () => paper(page).locator(".paper").evaluate((paper) => {
    const mark = paper.querySelector(".lit");
    return Math.round(mark.getBoundingClientRect().top);
  });
  const before = await top();
  await save(page, NAME, report({ first: "150.50", extra: sum("丁项目", "510.30", ["400.10", "100.20"]) }));
  await expect(revised(page)).toHaveText("原有 3 处，已改 1 处，仍有 2 处，新增 1 处");
  await expect(page.getByTestId("announcement")).toContainText("已改 1 处");
  // What was chosen is still chosen, and still where it was.
  await expect(chosen(page)).toContainText("402.70");
  await expect.poll(async () => Math.abs((await top()) - before)).toBeLessThan(4);
  await expect(broken(page, "510.30").locator(".version-mark")).toHaveText("新增");
  await expect(broken(page, "281.60").locator(".version-mark")).toHaveText("仍有");
  await page.getByTestId("mended").locator("summary").click();
  await expect(page.getByTestId("mended")).toContainText("160.50");
  await page.getByTestId("changes").locator("summary").click();
  await expect(page.getByTestId("changes").locator("tbody tr").first()).toContainText(/甲项目支出.*160\.50.*150\.50/);
  // Nothing was handed in, so there is nothing to be undone.
  await expect(page.getByTestId("undo-line")).toHaveCount(0);
});

test("saved again and again, it is compared with the version that was opened", async ({ page }) => {
  await openConnected(page);
  await save(page, NAME, report({ first: "150.50" }));
  await expect(revised(page)).toHaveText("原有 3 处，已改 1 处，仍有 2 处，新增 0 处");
  await save(page, NAME, report({ first: "150.50", second: "271.60" }));
  await expect(revised(page)).toHaveText("原有 3 处，已改 2 处，仍有 1 处，新增 0 处");
  await page.getByTestId("revision-close").click();
  await expect(page.getByTestId("revision")).toHaveCount(0);
  await save(page, NAME, report({ first: "150.50", second: "271.60", third: "392.70" }));
  await expect(revised(page)).toHaveText("原有 1 处，已改 1 处，仍有 0 处，新增 0 处");
  await expect(cards(page)).toHaveCount(0);
});

test("a file that was dropped stays connected, too", async ({ page }) => {
  await open(page);
  await onDisk(page, NAME);
  await save(page, NAME, report());
  await drop(page, NAME, report());
  await expect(page.getByTestId("connected")).toBeVisible();
  await save(page, NAME, report({ third: "392.70" }));
  await expect(revised(page)).toHaveText("原有 3 处，已改 1 处，仍有 2 处，新增 0 处");
});

test("a file that cannot be read while it is being written leaves what is on screen", async ({ page }) => {
  await open(page);
  await onDisk(page, "报告.docx");
  await save(page, "报告.docx", WORD);
  await page.getByTestId("choose-files").click();
  await checked(page);
  const text = await paper(page).innerText();
  await save(page, "报告.docx", WORD.subarray(0, 900));
  await expect(page.getByTestId("notice")).toContainText("报告.docx");
  expect(await paper(page).innerText()).toBe(text);
  await save(page, "报告.docx", WORD);
  await expect(page.getByTestId("notice")).toHaveCount(0);
  await expect(page.getByTestId("revised")).toContainText("已改 0 处");
});

test("where the browser knows no handles, the new version is handed in again, and that can be undone", async ({ page }) => {
  await open(page);
  await page.evaluate(() => {
    delete window.showOpenFilePicker;
    delete DataTransferItem.prototype.getAsFileSystemHandle;
  });
  await choose(page, NAME, report());
  await checked(page);
  await expect(page.getByTestId("connected")).toHaveCount(0);
  await broken(page, "281.60").click();
  await drop(page, NAME, report({ first: "150.50" }));
  await expect(revised(page)).toHaveText("原有 3 处，已改 1 处，仍有 2 处，新增 0 处");
  await expect(page.getByTestId("files")).toHaveCount(0);
  await expect(chosen(page)).toContainText("281.60");
  await expect(page.getByTestId("undo-line")).toContainText(NAME);
  await page.getByTestId("undo").click();
  await expect(broken(page, "160.50")).toHaveCount(1);
  await expect(page.getByTestId("revision")).toHaveCount(0);
});

test("the comparison speaks English", async ({ page }) => {
  await openConnected(page);
  await page.getByTestId("lang-switch").click();
  await save(page, NAME, report({ first: "150.50" }));
  await expect(revised(page)).toHaveText("3 before, 1 mended, 2 left, 0 new");
});
