// Files that are broken, locked, absurd or no report at all: each is answered with a sentence that names it or with a
// report, nothing goes over the network, and a good file is checked in the same tab afterwards.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "./witness.js";
import { REPORT, cards, checked, drop, dropAll, open, paste } from "./workbench.js";

const HOSTILE = fileURLToPath(new URL("../fixtures/formats/hostile/", import.meta.url));
const files = existsSync(HOSTILE) ? readdirSync(HOSTILE).filter((name) => !name.endsWith(".toml")) : [];
const good = { name: "好的.txt", bytes: Buffer.from(REPORT) };

/** An archive of one file, stored, whose content is not what its length says. */
const BROKEN = Buffer.concat([Buffer.from("PK\x03\x04"), Buffer.alloc(200, 0x41)]);

const TRAP = `self.addEventListener("message", (event) => {
  if (!event.data.name.includes("致命")) return;
  event.stopImmediatePropagation();
  throw new Error("unreachable");
}, { capture: true });
`;

/** Gives the page readers that were tampered with. */
async function withReaders(page, tamper) {
  await page.route("**/reader.js", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: tamper(await response.text()) });
  });
}

async function goesOn(page) {
  if (await page.getByTestId("clear").isVisible()) await page.getByTestId("clear").click();
  await paste(page, REPORT);
  await checked(page);
  await expect(cards(page).filter({ hasText: "312.40" }).first()).toBeVisible();
}

test("a broken file is named, and what was on screen stays", async ({ page, witness }) => {
  await open(page);
  const loaded = witness.requests.length;
  await drop(page, good.name, good.bytes);
  await checked(page);
  await drop(page, "坏掉的.docx", BROKEN);
  await expect(page.getByTestId("notice")).toContainText("坏掉的.docx");
  await expect(cards(page).filter({ hasText: "312.40" }).first()).toBeVisible();
  expect(witness.requests.slice(loaded)).toEqual([]);
});

test("a broken file among good ones is listed with its reason", async ({ page }) => {
  await open(page);
  await dropAll(page, [good, { name: "坏掉的.xlsx", bytes: BROKEN }, { name: "照片.docx", bytes: Buffer.from("\x89PNG\r\n\x1a\n", "latin1") }]);
  await checked(page);
  const refused = page.getByTestId("refused-file");
  await expect(refused).toHaveCount(2);
  await expect(refused.first()).toContainText("坏掉的.xlsx");
  await expect(refused.last()).toContainText("图片");
  await expect(page.getByTestId("file")).toHaveCount(1);
});

test("all hostile files, one after the other in one tab", async ({ page, witness }) => {
  test.skip(files.length === 0, `${HOSTILE} is absent`);
  test.setTimeout(600_000);
  await open(page);
  const loaded = witness.requests.length;
  for (const name of files) {
    await drop(page, name, readFileSync(HOSTILE + name));
    const answer = page.getByTestId("notice").or(page.getByTestId("counts"));
    await expect(answer.first(), name).toBeVisible({ timeout: 70_000 });
    if (await page.getByTestId("notice").isVisible()) {
      await expect(page.getByTestId("notice")).toContainText(name);
      await page.getByTestId("notice").getByRole("button").last().click();
    }
    if (await page.getByTestId("clear").isVisible()) await page.getByTestId("clear").click();
    await expect(page.getByTestId("paste-target")).toBeVisible();
  }
  await goesOn(page);
  expect(witness.requests.slice(loaded)).toEqual([]);
});

test("all hostile files at once, with a good one among them", async ({ page }) => {
  test.skip(files.length === 0, `${HOSTILE} is absent`);
  test.setTimeout(600_000);
  await open(page);
  await dropAll(page, [...files.map((name) => ({ name, bytes: readFileSync(HOSTILE + name) })), good]);
  await expect(page.getByTestId("counts")).toBeVisible({ timeout: 500_000 });
  const listed = page.getByTestId("file").or(page.getByTestId("refused-file"));
  expect(await listed.count()).toBeGreaterThanOrEqual(files.length + 1);
  await page.getByTestId("file").filter({ hasText: good.name }).click();
  await expect(cards(page).filter({ hasText: "312.40" }).first()).toBeVisible();
});

test.describe("a reader that dies", () => {
  test.use({ expectedErrors: ["unreachable"] });

  test("is named with its file, and the other files are checked", async ({ page, witness }) => {
    // At this file the readers answer the way a trap in WebAssembly does.
    await withReaders(page, (script) => `${TRAP}${script}`);
    await open(page);
    const loaded = witness.requests.length;
    await dropAll(page, [good, { name: "致命.docx", bytes: BROKEN }, { name: "其次.docx", bytes: BROKEN }]);
    await checked(page);
    const refused = page.getByTestId("refused-file");
    await expect(refused).toHaveCount(2);
    await expect(refused.first()).toContainText("致命.docx");
    await expect(refused.first()).toContainText("意外中止");
    await expect(refused.last()).not.toContainText("意外中止");
    await goesOn(page);
    expect(witness.requests.slice(loaded)).toEqual([]);
  });
});

test.describe("readers that hang", () => {
  test.beforeEach(async ({ page }) => withReaders(page, () => "const wasm_bindgen = async () => {};"));

  test("can be cancelled, and the page goes on", async ({ page }) => {
    await open(page);
    await drop(page, "没完没了.pdf", Buffer.from("%PDF-1.7\n"));
    await expect(page.getByTestId("progress")).toContainText("没完没了.pdf");
    await page.getByTestId("cancel").click();
    await expect(page.getByTestId("progress")).toBeHidden();
    await goesOn(page);
  });

  test("are ended after a minute, and the file is named", async ({ page }) => {
    await page.clock.install();
    await open(page);
    await drop(page, "没完没了.pdf", Buffer.from("%PDF-1.7\n"));
    await expect(page.getByTestId("progress")).toContainText("没完没了.pdf");
    // The minute begins when the engine's worker has passed the file on to that of the readers.
    await expect.poll(() => page.workers().length).toBe(2);
    await page.clock.fastForward(61_000);
    await expect(page.getByTestId("notice")).toContainText("没完没了.pdf");
    await expect(page.getByTestId("notice")).toContainText("60 秒");
  });
});

test.describe("when the readers cannot be fetched", () => {
  test.use({ expectedErrors: ["Failed to load resource", "net::ERR", "fetch"] });

  test("text is checked as ever, and other files are told apart", async ({ page }) => {
    await page.route("**/reader_bg.wasm", (route) => route.abort());
    await open(page);
    await dropAll(page, [good, { name: "报告.docx", bytes: BROKEN }]);
    await checked(page);
    await expect(page.getByTestId("refused-file")).toContainText("报告.docx");
    await expect(page.getByTestId("refused-file")).toContainText("没有下载完");
    await expect(cards(page).filter({ hasText: "312.40" }).first()).toBeVisible();
  });
});
