import { defineConfig } from "@playwright/test";
import { ADDRESS } from "./server.js";

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.js",
  outputDir: "test-results",
  // A test that passes only sometimes is a fault of the page or of the test.
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // One at a time: some tests measure how long the page is silent.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    baseURL: ADDRESS,
    locale: "zh-CN",
    colorScheme: "light",
    viewport: { width: 1366, height: 768 },
    launchOptions: {
      executablePath: process.env.CHROME ?? "/usr/bin/chromium",
      // No sandbox, because root may run the tests; the rest keeps the browser's own traffic out of the request log.
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  webServer: { command: "node server.js", url: ADDRESS, reuseExistingServer: false, stdout: "ignore" },
});
