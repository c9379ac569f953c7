// What the page promises: nothing is sent, nothing is kept, and it works without a network.

import { expect, test } from "./witness.js";
import { REPORT, REPORT_GBK, cards, checked, choose, longReport, open, openReport, paste } from "./workbench.js";

test("after the page has loaded, checking causes no request at all", async ({ page, witness }) => {
  await open(page);
  const loaded = witness.requests.length;
  expect(loaded).toBeGreaterThan(0);
  await paste(page, REPORT);
  await checked(page);
  await cards(page).first().click();
  await page.getByTestId("view-relations").click();
  await page.getByTestId("clear").click();
  await choose(page, "报告.txt", REPORT_GBK);
  await checked(page);
  expect(witness.requests.slice(loaded)).toEqual([]);
});

test("with the network cut it goes on working, even with a new engine", async ({ page, context }) => {
  await open(page);
  await context.setOffline(true);
  await choose(page, "大文件.txt", longReport(5 * 1024 * 1024));
  // Giving a check up ends its worker; the next one starts from what the page holds.
  await page.getByTestId("cancel").click();
  await paste(page, REPORT);
  await checked(page);
  await expect(cards(page).first()).toBeVisible();
});

test("nothing of the report is kept on this machine or put into the address", async ({ page, context }) => {
  await openReport(page);
  await cards(page).first().click();
  const kept = await page.evaluate(async () => ({
    local: JSON.stringify(localStorage),
    session: JSON.stringify(sessionStorage),
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    cookies: document.cookie,
  }));
  expect(kept.local + kept.session).not.toMatch(/示例县|312\.40/);
  expect(kept).toMatchObject({ databases: 0, caches: 0, cookies: "" });
  expect(await context.cookies()).toEqual([]);
  expect(decodeURIComponent(page.url())).not.toMatch(/示例县|312/);
});

test.describe("a foreign address", () => {
  test.use({ expectedErrors: ["Content Security Policy"] });
  // Another host to the policy, and the only other name under which this machine can be reached.
  const foreign = "http://localhost:8089/";

  test("is refused to the page by the browser", async ({ page }) => {
    await open(page);
    const refused = (promise) => promise.then(() => "reached", () => "refused");
    expect(await refused(page.evaluate((address) => fetch(address, { mode: "no-cors" }), foreign))).toBe("refused");
  });

  test("is refused to the worker in which the engine runs", async ({ page }) => {
    await openReport(page);
    expect(page.workers().length).toBeGreaterThan(0);
    for (const worker of page.workers()) {
      const answer = await worker.evaluate(
        (address) => fetch(address, { mode: "no-cors" }).then(() => "reached", () => "refused"),
        foreign,
      );
      expect(answer).toBe("refused");
    }
  });
});
