import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { expectAccessible } from "../support/accessibility";
import { listChargesOf } from "../support/app-client";
import { useJourney } from "../support/journey";
import { CARDS } from "../support/number-guard";
import { payButton, payByCard, seeHeading } from "../support/pay-page";

const journey = useJourney();
const SLUG = `journey-${Date.now()}`;
const NEXT = { name: "Continue to payment" } as const;

let site: { server: Server; origin: string };

beforeAll(async () => {
  const app = inject("appUrl");
  const script = (mode: string) =>
    `<script src="${app}/embed.js" data-page="hartwell/${SLUG}" data-mode="${mode}" data-lang="en"></script>`;
  const html = `<!doctype html><html lang="en"><head><title>A firm</title><link rel="icon" href="data:,"></head>
    <body><h1>A firm</h1>${script("button")}${script("inline")}</body></html>`;
  const server = createServer((_request, response) => {
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" });
    response.end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  site = { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
});
afterAll(() => {
  site.server.close();
  site.server.closeAllConnections();
});

/** A draft with a list of amounts, which the firm's own site may show; then published. */
async function makePageAsStaff(page: Page): Promise<void> {
  await page.goto("/staff/pages");
  await seeHeading(page, "Payment Pages");
  await expectAccessible(page);
  await page.getByRole("link", { name: "New payment page" }).click();
  await seeHeading(page, "New payment page");
  await page.getByLabel("Internal name").fill("Journey");
  await page.getByLabel("Last part of the address").fill(SLUG);
  await page.getByLabel("Heading").fill("Consultation fees");
  await page.getByText("From a list", { exact: true }).click();
  await page.getByRole("button", { name: "Add a line" }).click();
  await page.getByLabel("Name of line 1").fill("First consultation");
  await page.getByLabel("Amount of line 1").fill("350");
  await page.getByLabel("Confirmation text").fill("We call you within a day.");
  await page.getByLabel("Sites", { exact: true }).fill(site.origin);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save as draft" }).click();
  await seeHeading(page, "Journey");
  await page.getByRole("button", { name: "Publish" }).click();
  await page.getByLabel("Page address").waitFor();
  await expectAccessible(page);
}

async function fillDetails(within: Pick<Page, "getByLabel" | "getByRole">): Promise<void> {
  await within.getByLabel("What you pay", { exact: true }).selectOption({ label: "First consultation · $350.00" });
  await within.getByLabel("Name", { exact: true }).fill("Elena Marsh");
  await within.getByRole("button", NEXT).click();
}

describe("a payment page", () => {
  it("is made by staff, filled in and paid on a phone once, and stands in Payment Manager", async () => {
    const staff = await journey.newStaff("clerk");
    await makePageAsStaff(staff);

    const client = await journey.newClient();
    await client.goto(`/pages/hartwell/${SLUG}`);
    await seeHeading(client, "Consultation fees");
    await expectAccessible(client);
    await client.getByRole("button", NEXT).click();
    await client.getByText("2 fields need a correction").waitFor();
    await expectAccessible(client);
    await fillDetails(client);
    await payButton(client).waitFor();
    expect(await payButton(client).textContent()).toBe("Pay $350.00");
    await expectAccessible(client);
    await payByCard(client, CARDS.visa);
    await seeHeading(client, "Payment received");
    await client.getByText("We call you within a day.").waitFor();
    await expectAccessible(client);
    await client.reload();
    await seeHeading(client, "Payment received");

    await staff.goto("/staff/payments?source=payment_page");
    const line = staff.getByRole("row").filter({ hasText: "Elena Marsh" }).filter({ hasText: "$350.00" });
    expect(await line.allTextContents()).toEqual([expect.stringMatching(/Payment page.*Visa 4242.*Approved/)]);
    const href = await line.getByRole("link", { name: "Elena Marsh" }).getAttribute("href");
    expect(await listChargesOf(href?.split("/").at(-1) ?? "")).toHaveLength(1);
  });

  it("is paid within a firm's own site, in a frame as high as the page; the button opens it by itself", async () => {
    const client = await journey.newClient({});
    await client.goto(site.origin);
    const button = client.getByRole("link", { name: "Pay online" });
    expect(await button.getAttribute("href")).toBe(`${inject("appUrl")}/pages/hartwell/${SLUG}?lang=en`);
    const frame = client.frameLocator('iframe[title="Pay online"]');
    const heightOf = () => client.locator("iframe").evaluate((element) => (element as HTMLIFrameElement).style.height);
    await fillDetails(frame);
    const fields = frame.frameLocator('iframe[title="Secure payment fields"]');
    await fields.getByLabel("Card number", { exact: true }).fill(CARDS.visa);
    await fields.getByLabel("Expiry date", { exact: true }).fill("12/34");
    await fields.getByLabel("Security code", { exact: true }).fill("123");
    await fields.getByLabel("ZIP code", { exact: true }).fill("10007");
    expect(await heightOf()).toMatch(/^\d{3,4}px$/);
    await frame.getByRole("button", { name: "Pay $350.00" }).click();
    await frame.getByRole("heading", { name: "Payment received" }).waitFor();
    expect(client.url()).toBe(`${site.origin}/`);
  });

  it("that sells items adds them up with their tax, by keys alone, and the receipt names them", async () => {
    const client = await journey.newClient();
    await client.goto("/pages/hartwell/services");
    await seeHeading(client, "Fees and services");
    await client.getByLabel("First consultation", { exact: true }).fill("1");
    const more = client.getByRole("button", { name: "One more of Certified copy" });
    await more.focus();
    await client.keyboard.press("Enter");
    await client.keyboard.press("Enter");
    await client.getByText("Sales tax 8.875%: $7.99").waitFor();
    await client.getByText("To pay, tax included").waitFor();
    await expectAccessible(client);
    await client.getByLabel("Name", { exact: true }).fill("Amélie Fournier");
    await client.getByRole("button", NEXT).click();
    await payButton(client).waitFor();
    expect(await payButton(client).textContent()).toBe("Pay $447.99");
    await client.getByText("2 × Certified copy").waitFor({ state: "attached" });
    await payByCard(client, CARDS.visa);
    await seeHeading(client, "Payment received");
    const href = await client.getByRole("link", { name: "receipt" }).getAttribute("href");
    await client.goto(href ?? "");
    await client.getByText("2 × Certified copy").waitFor();
    await client.getByText("$7.99", { exact: true }).waitFor();
    await expectAccessible(client);
  });

  it("that sells items counts without scripts, in French", async () => {
    const client = await journey.newClient({ javaScriptEnabled: false });
    await client.goto("/pages/hartwell/services?lang=fr");
    await client.getByLabel("Certified copy", { exact: true }).fill("2");
    await client.getByRole("button", { name: "Recalculer" }).click();
    await client
      .getByText(/^97,99\s\$\sUS$/)
      .first()
      .waitFor();
    expect(await client.getByLabel("Certified copy", { exact: true }).inputValue()).toBe("2");
  });

  it("is filled in without scripts, in French: errors in words, then the step that pays", async () => {
    const client = await journey.newClient({ javaScriptEnabled: false });
    await client.goto("/pages/hartwell/pay?lang=fr");
    await client.getByRole("button", { name: "Continuer vers le paiement" }).click();
    await client.getByText("2 champs sont à corriger").waitFor();
    await client.getByLabel("Montant").fill("1 250,50");
    await client.getByLabel("Nom", { exact: true }).fill("Amélie Fournier");
    await client.getByRole("button", { name: "Continuer vers le paiement" }).click();
    await client.getByRole("button", { name: /^Payer 1\s250,50\s\$\sUS$/ }).waitFor();
  });
});
