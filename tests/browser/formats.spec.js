// One report in every form that offices hand about: the same problems come out of each, and nothing goes over the network.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "./witness.js";
import { cards, checked, drop, open, paper } from "./workbench.js";

const SAME = fileURLToPath(new URL("../fixtures/formats/same/", import.meta.url));
// The report itself; its tables alone are workbooks.
const files = existsSync(SAME) ? readdirSync(SAME).filter((name) => name.startsWith("report.") && extname(name) !== ".json") : [];
const PLAIN = "report.txt";
const tables = existsSync(SAME) ? readdirSync(SAME).filter((name) => /^tables\.(xlsx?|ods)$/.test(name)) : [];

/** Rule, severity and equation of every card: what a reader would act on. */
const problems = (page) =>
  cards(page).evaluateAll((cards) =>
    cards
      .filter((card) => card.dataset.severity !== "info")
      .map((card) => `${card.dataset.severity} ${card.dataset.rule} ${card.querySelector(".message").textContent}`)
      .sort(),
  );

async function problemsOf(page, name) {
  await drop(page, name, readFileSync(SAME + name));
  await checked(page);
  await expect(paper(page)).toContainText("绩效自评报告", { timeout: 30_000 });
  return problems(page);
}

test("the fixtures are there", () => {
  test.skip(files.length === 0, `${SAME} is absent`);
  expect(files).toContain(PLAIN);
});

for (const name of files.filter((name) => name !== PLAIN)) {
  test(`${name} gives the problems of the text`, async ({ page, witness }) => {
    await open(page);
    const loaded = witness.requests.length;
    const plain = await problemsOf(page, PLAIN);
    expect(plain.length, "the report has problems to be found").toBeGreaterThan(0);
    await page.getByTestId("clear").click();
    expect(await problemsOf(page, name)).toEqual(plain);
    expect(witness.requests.slice(loaded)).toEqual([]);
  });
}

for (const name of tables) {
  test(`${name} is a table, and what is wrong is named by its cell`, async ({ page }) => {
    await open(page);
    await drop(page, name, readFileSync(SAME + name));
    await checked(page);
    await expect(paper(page).locator("td.num").first()).toBeVisible();
    const cell = cards(page).locator(".whereabouts").first();
    if ((await cards(page).count()) > 0) await expect(cell).toContainText(/![A-Z]+\d+/);
  });
}

test("a file that needs the readers is checked with the network cut", async ({ page, context }) => {
  const name = files.find((name) => name.endsWith(".docx"));
  test.skip(!name, "no .docx among the fixtures");
  await open(page);
  await context.setOffline(true);
  expect((await problemsOf(page, name)).length).toBeGreaterThan(0);
});
