// Every test runs under a witness: it fails on any request to another host, any console error and any uncaught error.

import { expect, test as plain } from "@playwright/test";
import { ADDRESS } from "./server.js";

const SITE = new URL(ADDRESS).origin;
const isNetwork = (url) => !url.startsWith("blob:") && !url.startsWith("data:");

export const test = plain.extend({
  // The start of console messages that a test provokes on purpose.
  expectedErrors: [[], { option: true }],

  // All requests that leave the page, and all complaints, in order.
  witness: [
    async ({ page, expectedErrors }, use) => {
      const witness = { requests: [], complaints: [] };
      page.on("request", (request) => {
        if (isNetwork(request.url())) witness.requests.push(request.url());
      });
      page.on("console", (message) => {
        if (message.type() === "error") witness.complaints.push(message.text());
      });
      page.on("pageerror", (error) => witness.complaints.push(String(error)));
      await use(witness);
      expect(witness.requests.filter((url) => new URL(url).origin !== SITE), "requests to another host").toEqual([]);
      const unexpected = witness.complaints.filter((text) => !expectedErrors.some((start) => text.includes(start)));
      expect(unexpected, "errors in the console").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
