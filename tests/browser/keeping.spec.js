// Nothing that a person did is lost: what is handed in is added to what is open, what is closed can be put back, and
// leaving with corrections is asked.

import { chromium } from "@playwright/test";
import { mkdirSync, writeFileSync } from "node:fs";
import { ADDRESS } from "./server.js";
import { expect, test } from "./witness.js";
import { REPORT, cards, checked, drop, dropAll, open, openReport, paper, paste, read } from "./workbench.js";

const NAMES = ["2023年自评报告.txt", "基础数据表.html", "2022年自评报告.txt"];
const CASE = NAMES.map((name) => ({ name, bytes: read(`submission/${name}`) }));

const files = (page) => page.getByTestId("file").locator(".file-name");
const undo = (page) => page.getByTestId("undo");

async function openCase(page) {
  await open(page);
  await dropAll(page, CASE);
  await checked(page);
  await expect(files(page)).toHaveText(NAMES);
}

/** Ctrl+V with the focus nowhere. */
async function pasteNowhere(page, text) {
  await page.evaluate((text) => {
    document.activeElement?.blur();
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

test("a stray paste replaces nothing and is undone in one click", async ({ page }) => {
  await openCase(page);
  await pasteNowhere(page, "123");
  await expect(files(page)).toHaveText([...NAMES, "粘贴的文字"]);
  await undo(page).click();
  await expect(files(page)).toHaveText(NAMES);
  await expect(page.getByTestId("undo-line")).toHaveCount(0);
});

test("a file that is dropped is added", async ({ page }) => {
  await open(page);
  await drop(page, NAMES[0], CASE[0].bytes);
  await checked(page);
  await drop(page, NAMES[1], CASE[1].bytes);
  await expect(files(page)).toHaveText(NAMES.slice(0, 2));
  await expect(page.getByTestId("undo-line")).toContainText(NAMES[1]);
  await expect(page.getByTestId("across")).toBeVisible();
});

test("files that are dropped one after the other all arrive", async ({ page }) => {
  await open(page);
  for (const { name, bytes } of CASE) await drop(page, name, bytes);
  await expect(files(page)).toHaveText(NAMES);
  await page.getByTestId("clear").click();
  await undo(page).click();
  await expect(files(page)).toHaveText(NAMES);
});

test("a file that is opened again takes the place of its former version, unless both are wanted", async ({ page }) => {
  await openCase(page);
  await drop(page, NAMES[0], Buffer.from(CASE[0].bytes.toString().replaceAll("182.50", "192.50")));
  await expect(page.getByTestId("undo-line")).toContainText(NAMES[0]);
  await expect(files(page)).toHaveText(NAMES);
  await page.getByTestId("keep-both").click();
  await expect(files(page)).toHaveText([...NAMES, NAMES[0]]);
  await undo(page).click();
  await expect(files(page)).toHaveText(NAMES);
  await expect(paper(page)).toContainText("192.50");
  await undo(page).click();
  await expect(paper(page)).toContainText("182.50");
});

test("a file that was closed comes back, and so does the one before it", async ({ page }) => {
  await openCase(page);
  await page.getByTestId("remove-file").nth(1).click();
  await expect(files(page)).toHaveText([NAMES[0], NAMES[2]]);
  await page.getByTestId("remove-file").nth(0).click();
  await expect(page.getByTestId("files")).toHaveCount(0);
  await undo(page).click();
  await expect(files(page)).toHaveText([NAMES[0], NAMES[2]]);
  await undo(page).click();
  await expect(files(page)).toHaveText(NAMES);
});

test("clearing is undone, corrections included", async ({ page }) => {
  await openReport(page);
  await page.getByTestId("view-edit").click();
  await page.getByTestId("source").focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("另附说明。");
  await page.getByTestId("clear").click();
  await expect(page.getByTestId("paste-target")).toBeVisible();
  await expect(page.getByTestId("paste-target")).toHaveValue("");
  await undo(page).click();
  await checked(page);
  await expect(paper(page)).toContainText("另附说明。");
});

test("what was cleared is forgotten once the line is closed", async ({ page }) => {
  await openReport(page);
  await page.getByTestId("clear").click();
  await page.getByTestId("undo-close").click();
  await expect(page.getByTestId("undo-line")).toHaveCount(0);
  await paste(page, REPORT);
  await checked(page);
  await expect(page.getByTestId("undo-line")).toHaveCount(0);
});

test("a report in place of another is undone", async ({ page }) => {
  await openCase(page);
  await page.getByTestId("another").click();
  await page.getByTestId("example-3").click();
  await expect(paper(page)).toContainText("绩效自评报告");
  await expect(page.getByTestId("files")).toHaveCount(0);
  await undo(page).click();
  await expect(files(page)).toHaveText(NAMES);
});

test("what is half typed survives a look at an example", async ({ page }) => {
  await open(page);
  await page.getByTestId("paste-target").pressSequentially("2023年基本支出312.40万元");
  await page.getByTestId("example-3").click();
  await checked(page);
  await page.getByTestId("another").click();
  await expect(page.getByTestId("paste-target")).toHaveValue("2023年基本支出312.40万元");
});

test("words dragged about on the page are not handed in", async ({ page }) => {
  await openReport(page);
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.setData("text/plain", "312.40");
    const drag = (kind) => document.body.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
    ["dragstart", "dragenter", "dragover", "drop", "dragend"].forEach(drag);
  });
  await expect(page.getByTestId("undo-line")).toHaveCount(0);
  await expect(page.getByTestId("progress")).toHaveCount(0);
  await expect(page.getByTestId("files")).toHaveCount(0);
});

/** Tries to leave; tells whether the browser asked, and stays if it did. */
async function asksBefore(page, leave) {
  const asked = page.waitForEvent("dialog").then(async (dialog) => {
    await dialog.dismiss();
    return dialog.type() === "beforeunload";
  });
  const left = page.waitForEvent("framenavigated").then(() => false);
  // Only one of the two comes.
  for (const event of [asked, left]) event.catch(() => {});
  await page.evaluate(leave);
  return Promise.race([asked, left]);
}

for (const [how, leave] of Object.entries({
  reloading: () => void setTimeout(() => location.reload()),
  "going back": () => void setTimeout(() => history.back()),
})) {
  test(`${how} with a correction is asked, without one it is not`, async ({ page }) => {
    await page.goto("about:blank");
    await openReport(page);
    await page.getByTestId("view-edit").click();
    await page.getByTestId("source").focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("另附说明。");
    expect(await asksBefore(page, leave), "while it is being typed").toBe(true);
    await page.getByTestId("view-text").click();
    await expect(paper(page)).toContainText("另附说明。");
    expect(await asksBefore(page, leave), "when it has been checked").toBe(true);
    await expect(paper(page)).toContainText("另附说明。");
    await page.getByTestId("clear").click();
    await page.getByTestId("undo-close").click();
    await paste(page, REPORT);
    await checked(page);
    expect(await asksBefore(page, leave), "without a correction").toBe(false);
  });
}

test("files that agree are said to have been compared", async ({ page }) => {
  const table = Buffer.from(CASE[1].bytes.toString().replaceAll("192.50", "182.50").replaceAll("512.60", "502.60"));
  await open(page);
  await dropAll(page, [CASE[0], { name: NAMES[1], bytes: table }]);
  await checked(page);
  await expect(page.getByTestId("across")).toHaveCount(0);
  await expect(page.getByTestId("compared")).toHaveText("同一单位的 2 个文件已相互核对，未发现矛盾。");
  await page.getByTestId("lang-switch").click();
  await expect(page.getByTestId("compared")).toHaveText("2 files of one unit were compared with each other; nothing disagrees.");
});

test("files of different units are said not to have been compared", async ({ page }) => {
  const other = Buffer.from(CASE[1].bytes.toString().replaceAll("示例县文物保护中心", "样板县水利局"));
  await open(page);
  await dropAll(page, [CASE[0], { name: NAMES[1], bytes: other }]);
  await checked(page);
  await expect(page.getByTestId("compared")).toContainText("未相互核对");
});

test("one thing is one, in English too", async ({ page }) => {
  await open(page);
  await page.getByTestId("lang-switch").click();
  const picture = { name: "扫描件.docx", bytes: Buffer.from("\x89PNG\r\n\x1a\n", "latin1") };
  await dropAll(page, [CASE[0], picture]);
  await checked(page);
  await expect(page.getByText("1 file was not opened and not checked")).toBeVisible();
  const shown = await page.evaluate(() => document.body.innerText);
  expect(shown.match(/(?<![\d.,])1 (files|relations|numbers|sections|remarks|characters|places|rows|columns)\b/g)).toBeNull();
  expect(shown).not.toContain("{");
});

test.describe("where the browser keeps nothing for sites", () => {
  test("the page starts and works", async ({ launchOptions, viewport, locale }, info) => {
    const profile = info.outputPath("profile");
    mkdirSync(`${profile}/Default`, { recursive: true });
    const blocked = { profile: { default_content_setting_values: { cookies: 2 } } };
    writeFileSync(`${profile}/Default/Preferences`, JSON.stringify(blocked));
    const context = await chromium.launchPersistentContext(profile, { ...launchOptions, viewport, locale });
    try {
      const page = context.pages()[0] ?? (await context.newPage());
      await page.goto(ADDRESS, { waitUntil: "networkidle" });
      const refused = await page.evaluate(() => {
        try {
          return String(localStorage.length);
        } catch (error) {
          return error.name;
        }
      });
      expect(refused).toBe("SecurityError");
      await expect(page.getByTestId("paste-target")).toBeVisible();
      await page.getByTestId("theme-switch").click();
      await page.getByTestId("lang-switch").click();
      await page.getByTestId("example-1").click();
      await checked(page);
      await expect(cards(page).first()).toBeVisible();
    } finally {
      await context.close();
    }
  });
});
