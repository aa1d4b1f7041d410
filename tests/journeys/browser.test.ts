import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { useBrowser } from "../support/browser";
import { expectConsole } from "../support/console-guard";
import { guardRequests } from "../support/request-guard";

const framed = createServer((_request, response) => {
  response.setHeader("content-type", "text/html");
  response.end('<label>Card number <input name="card"></label>');
});
const outer = createServer((_request, response) => {
  response.setHeader("content-type", "text/html; charset=utf-8");
  const { port } = framed.address() as AddressInfo;
  response.end(
    `<link rel="icon" href="data:,"><h1>Payment</h1><iframe title="Secure payment fields" src="http://localhost:${port}/"></iframe>`,
  );
});

/** Share of pixels that are not white, so that a picture without text (no font) is told from one with text. */
async function measureInk(page: Page): Promise<number> {
  return page.evaluate(() => {
    const canvas = document.createElement("canvas");
    const context = canvas.getContext("2d");
    if (context === null) return 0;
    context.font = "40px serif";
    context.fillText("Pay $1,250.00", 0, 60);
    return context
      .getImageData(0, 0, canvas.width, canvas.height)
      .data.filter((value, index) => index % 4 === 3 && value > 0).length;
  });
}

describe("the browser of the journeys", () => {
  const browser = useBrowser();
  beforeAll(async () => {
    for (const server of [framed, outer])
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  });
  afterAll(() => {
    for (const server of [framed, outer]) server.close();
  });

  it("draws text and takes pictures", async () => {
    const page = await browser.newPage();
    await page.goto("data:text/html,<h1>Hartwell %26 Lowe</h1>");
    expect(await measureInk(page)).toBeGreaterThan(500);
    expect((await page.screenshot()).length).toBeGreaterThan(2_000);
  });

  it("types into a frame of another origin", async () => {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(outer.address() as AddressInfo).port}/`);
    const field = page.frameLocator('iframe[title="Secure payment fields"]').getByLabel("Card number");
    await field.fill("4242");
    expect(await field.inputValue()).toBe("4242");
  });

  it.each([
    ["in its address", "?number=4242424242424242"],
    ["in groups", "?number=4242%204242+4242-4242"],
    ["that is unpublished", "?number=4111111111111111"],
    ["of a bank account", "?account=000123456789"],
  ])("notices a request that carries a number %s", async (_, query) => {
    const context = await browser.newContext();
    const guard = guardRequests(context);
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${(outer.address() as AddressInfo).port}/${query}`);
    expect((await guard.findLeaks()).length).toBeGreaterThan(0);
  });

  it("notices a number in a body and in a header, and takes none of its own requests for one", async () => {
    const context = await browser.newContext();
    const guard = guardRequests(context);
    const page = await context.newPage();
    await page.goto(
      `http://127.0.0.1:${(outer.address() as AddressInfo).port}/?at=${Date.now()}&id=7f4111111111111111ab`,
    );
    expect(await guard.findLeaks()).toEqual([]);
    await page.evaluate(() => fetch("/", { method: "POST", body: JSON.stringify({ number: "4000000000000002" }) }));
    expect(await guard.findLeaks()).toHaveLength(1);
    await page.evaluate(() => fetch("/", { headers: { "x-card": "3782 822463 10005" } }));
    expect(await guard.findLeaks()).toHaveLength(2);
  });

  it("counts what a page logs as an error", async () => {
    expectConsole("error", /planted/);
    const page = await browser.newPage();
    await page.goto("data:text/html,<script>console.error('planted')</script>");
  });
});
