import { existsSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { AxeBuilder } from "@axe-core/playwright";
import type { FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as serveFields } from "@/app/gateway/sandbox/fields/route";
import { useBrowser } from "../support/browser";

/** A payment page reduced to the protocol: it frames the fields, asks for a token, and keeps every message it gets. */
const PAGE = (
  query: string,
) => `<!doctype html><html lang="en"><title>Pay</title><link rel="icon" href="data:,"><main><h1>Pay</h1>
<iframe title="Secure payment fields" width="358" height="460" src="/gateway/sandbox/fields?${query}"></iframe>
<button>Pay</button></main><script>
const frame = document.querySelector("iframe"); const heard = window.heard = [];
addEventListener("message", (event) => { if (event.source !== frame.contentWindow) return; heard.push({ ...event.data, origin: event.origin });
  if (event.data.type === "invalid") frame.focus(); });
document.querySelector("button").onclick = () => frame.contentWindow.postMessage({ channel: "gateway-fields", type: "tokenize", requestId: 7 }, "*");
</script>`;

const FILES: Record<string, string> = { js: "text/javascript", woff2: "font/woff2" };
const seen: { method: string; url: string; body: string }[] = [];

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  let body = "";
  for await (const chunk of request) body += String(chunk);
  seen.push({ method: request.method ?? "", url: url.href, body });
  const file = `public${url.pathname}`;
  if (url.pathname === "/gateway/sandbox/fields") {
    const page = serveFields(new Request(url));
    page.headers.forEach((value, name) => void response.setHeader(name, value));
    response.end(await page.text());
  } else if (existsSync(file) && url.pathname.length > 1) {
    response.setHeader("content-type", FILES[file.split(".").at(-1) ?? ""] ?? "text/plain");
    response.setHeader("access-control-allow-origin", "*");
    response.end(readFileSync(file));
  } else {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(PAGE(url.searchParams.toString()));
  }
}

const own = createServer((request, response) => void answer(request, response));
const foreign = createServer((_request, response) => {
  const { port } = own.address() as AddressInfo;
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.end(PAGE("kind=card&embedded=1").replace('src="/gateway', `src="http://127.0.0.1:${port}/gateway`));
});

type Heard = { type: string; token?: string; origin: string; heightPx?: number };

describe("the hosted fields in a browser", () => {
  const browser = useBrowser();
  beforeAll(async () => {
    for (const server of [own, foreign])
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  });
  afterAll(() => {
    for (const server of [own, foreign]) server.close();
  });

  async function open(query = "kind=card&locale=en"): Promise<{ page: Page; fields: FrameLocator }> {
    seen.length = 0;
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    await page.goto(`http://127.0.0.1:${(own.address() as AddressInfo).port}/?${query}`);
    await expect.poll(() => hear(page, "ready")).toBeDefined();
    return { page, fields: page.frameLocator('iframe[title="Secure payment fields"]') };
  }

  const hear = async (page: Page, type: string): Promise<Heard | undefined> =>
    (await page.evaluate(() => (window as unknown as { heard: Heard[] }).heard)).findLast(
      (message) => message.type === type,
    );

  async function fillCard(fields: FrameLocator, number: string, expiry = "12/34"): Promise<void> {
    await fields.getByLabel("Card number", { exact: true }).fill(number);
    await fields.getByLabel("Expiry date", { exact: true }).fill(expiry);
    await fields.getByLabel("Security code", { exact: true }).fill("123");
    await fields.getByLabel("ZIP code", { exact: true }).fill("10007");
  }

  it("turn a published number into a token that names the test, and send no number to anyone", async () => {
    const { page, fields } = await open();
    await fillCard(fields, "4242424242424242");
    expect(await fields.getByLabel("Card number").inputValue()).toBe("4242 4242 4242 4242");
    expect(await fields.locator("#brand").textContent()).toBe("Visa");
    await page.getByRole("button", { name: "Pay" }).click();
    await expect
      .poll(() => hear(page, "token"))
      .toMatchObject({ requestId: 7, method: { kind: "card", brand: "visa", last4: "4242" } });
    expect((await hear(page, "token"))?.token).toMatch(/^sbx_tok_visa_4242_1234_[a-p]{24}$/);
    expect(JSON.stringify(await page.evaluate(() => (window as unknown as { heard: unknown }).heard))).not.toMatch(
      /\d{13,}|4242 4242/,
    );
    expect(seen.filter((request) => request.method !== "GET" || /4242/.test(request.url + request.body))).toEqual([]);
  });

  it("refuse any other number in the browser, with the reason, and put the caret there", async () => {
    const { page, fields } = await open();
    await fillCard(fields, "4111111111111111");
    await page.getByRole("button", { name: "Pay" }).click();
    await expect.poll(() => hear(page, "invalid")).toMatchObject({ requestId: 7 });
    expect(await fields.locator("#number-error").textContent()).toContain("Do not use a real card");
    expect(await fields.getByLabel("Card number").getAttribute("aria-describedby")).toContain("number-error");
    await page.keyboard.press("End");
    await page.keyboard.press("Backspace");
    expect(await fields.getByLabel("Card number").inputValue()).toBe("4111 1111 1111 111");
    expect(await hear(page, "token")).toBeUndefined();
  });

  it("say what is missing or past, and stop saying it once it is mended", async () => {
    const { page, fields } = await open();
    await page.getByRole("button", { name: "Pay" }).click();
    await expect.poll(() => fields.locator(".error:visible").count()).toBe(4);
    await fields.getByLabel("Expiry date").pressSequentially("1020");
    await fields.getByLabel("Security code").fill("1234");
    await fields.getByLabel("ZIP code").fill("K1A 0B1");
    expect(await fields.locator(".error:visible").allTextContents()).toEqual([
      "Write the card number.",
      "This expiry date has passed. Write a date in the future.",
    ]);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map((violation) => violation.id)).toEqual([]);
  });

  it("tell the page when Enter is pressed, and their height when it changes", async () => {
    const { page, fields } = await open();
    const before = (await hear(page, "resize"))?.heightPx ?? 0;
    await fields.getByLabel("ZIP code").press("Enter");
    await expect.poll(() => hear(page, "enter")).toBeDefined();
    await page.getByRole("button", { name: "Pay" }).click();
    await expect.poll(async () => ((await hear(page, "resize"))?.heightPx ?? 0) > before).toBe(true);
  });

  it("take the published bank accounts and refuse others", async () => {
    const { page, fields } = await open("kind=echeck&locale=en");
    await fields.getByLabel("Name on account").fill("Elena Marsh");
    await fields.getByLabel("Routing number").fill("110000000");
    await fields.getByLabel("Account number").fill("000123456780");
    await page.getByRole("button", { name: "Pay" }).click();
    await expect.poll(() => hear(page, "invalid")).toBeDefined();
    await fields.getByLabel("Account number").fill("000123456789");
    await page.getByRole("button", { name: "Pay" }).click();
    await expect
      .poll(() => hear(page, "token"))
      .toMatchObject({ method: { kind: "echeck", brand: "bank", last4: "6789" } });
    expect((await hear(page, "token"))?.token).toMatch(/^sbx_tok_bank-pays_6789_none_/);
  });

  it("answer nothing to a page of another origin, even where it may frame them", async () => {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(foreign.address() as AddressInfo).port}/`);
    await fillCard(page.frameLocator('iframe[title="Secure payment fields"]'), "4242424242424242");
    await page.getByRole("button", { name: "Pay" }).click();
    await page.waitForTimeout(500);
    expect(await page.evaluate(() => (window as unknown as { heard: unknown[] }).heard)).toEqual([]);
  });
});
