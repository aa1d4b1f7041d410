import type { BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, inject, it } from "vitest";
import { expectAccessible } from "../support/accessibility";
import { listCharges, newAddress, waitForMail } from "../support/app-client";
import { DESK, PHONE, useJourney } from "../support/journey";
import { CARDS } from "../support/number-guard";
import { payButton, payByCard, seeHeading } from "../support/pay-page";
import { PASSWORD, STAFF } from "../support/sign-in";

const journey = useJourney();

/** By the words on the screen, as a clerk finds the way; on a phone behind the menu. */
async function openQuickLink(page: Page): Promise<void> {
  const menu = page.getByRole("button", { name: "Menu" });
  if (await menu.isVisible()) await menu.click();
  await page.getByRole("link", { name: "Send for Payment" }).click();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Make a link" }).click();
  await seeHeading(page, "Quick Link");
}

/** @returns the value of the field "Payment link" */
async function generateLink(page: Page, amount: string): Promise<string> {
  expect(await page.getByLabel("Merchant account").locator("option:checked").textContent()).toBe("Operating");
  await page.getByLabel("Amount", { exact: true }).fill(amount);
  await page.getByRole("radio", { name: "Generate link" }).check();
  expect(await page.getByRole("button", { name: "Send link" }).count()).toBe(0);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Generate link" }).click();
  return readPaymentLink(page);
}

async function readPaymentLink(page: Page): Promise<string> {
  const field = page.getByRole("textbox", { name: "Payment link" });
  await field.waitFor();
  expect(await field.getAttribute("readonly")).not.toBeNull();
  await page.getByRole("button", { name: "Copy", exact: true }).waitFor();
  return field.inputValue();
}

/** The client's part: opens, pays with the test Visa, reads "Payment received". */
async function payAsClient(page: Page, url: string, receiptEmail: string): Promise<void> {
  await page.goto(url);
  await seeHeading(page, "Hartwell & Lowe LLP");
  expect(await payButton(page).textContent()).toBe("Pay $1,250.00");
  await expectAccessible(page);
  await page.getByLabel("Receipt email").fill(receiptEmail);
  await payByCard(page, CARDS.visa);
  await seeHeading(page, "Payment received");
  await expectAccessible(page);
}

/** The id of the link whose page the clerk sees. */
function linkIdOf(page: Page): string {
  return /\/sent\/(lnk_\w+)/.exec(page.url())?.[1] ?? "";
}

async function expectPaymentShown(page: Page, payer: string): Promise<void> {
  await page.goto("/staff/send/sent?status=payment_received");
  await seeHeading(page, "Sent Pages");
  const [row] = await page.getByRole("row").filter({ hasText: "$1,250.00" }).allTextContents();
  expect(row).toContain("Payment Received");
  await expectAccessible(page);

  await page.goto("/staff/payments");
  const line = page.getByRole("row").filter({ hasText: payer });
  expect(await line.textContent()).toMatch(/Quick Link.*Visa 4242.*Approved.*\$1,250\.00/);
  await expectAccessible(page);
  await line.getByRole("link", { name: payer }).click();
  await seeHeading(page, "$1,250.00");
  const history = page.getByRole("list").filter({ hasText: "Link made" });
  for (const step of ["Receipt sent", "Approved", "Sent to the gateway", "Page opened", "Link made"])
    await history.getByText(step).first().waitFor();
  await expectAccessible(page);
}

describe.each<{ width: string; screen: BrowserContextOptions }>([
  { width: "390 px", screen: PHONE },
  { width: "1440 px", screen: DESK },
])("the first payment, at $width", ({ screen }) => {
  it("goes from the clerk's link to the client's receipt, and every book says the same to the cent", async () => {
    const clerk = await journey.newStaff("clerk", screen);
    await clerk.goto("/staff");
    await openQuickLink(clerk);
    const url = await generateLink(clerk, "1,250.00");
    expect(url).toMatch(new RegExp(`^${inject("appUrl")}/pay/[A-Za-z0-9_-]{20,}$`));
    await expectAccessible(clerk);
    const linkId = linkIdOf(clerk);

    const client = await journey.newClient(screen);
    const receiptEmail = newAddress("first");
    await payAsClient(client, url, receiptEmail);
    await client.goto(url);
    await seeHeading(client, "This link has been paid");
    await expectAccessible(client);

    const mail = await waitForMail(receiptEmail, /receipt/i);
    expect(mail.text).toContain("$1,250.00");
    await client.goto(mail.links.find((link) => link.includes("/receipt/")) ?? "");
    await seeHeading(client, "Payment received");

    await expectPaymentShown(clerk, receiptEmail);
    expect(await listCharges(linkId)).toMatchObject([
      { amountCents: 125_000, currency: "USD", account: "Operating", status: "approved", refundedCents: 0 },
    ]);
  });

  it("is mailed to the client, whose mail opens the page that takes the payment", async () => {
    const clerk = await journey.newStaff("clerk", screen);
    const address = newAddress("mailed");
    await clerk.goto("/staff/send/quick-link");
    await clerk.getByLabel("Amount", { exact: true }).fill("1250");
    await clerk.getByRole("radio", { name: "Send by email" }).check();
    expect(await clerk.getByRole("button", { name: "Generate link" }).count()).toBe(0);
    await clerk.getByLabel("Invoice number").fill("204118");
    await clerk.getByLabel("Recipient name").fill("Elena Marsh");
    await clerk.getByLabel("Recipient email").fill(address);
    await expectAccessible(clerk);
    await clerk.getByRole("button", { name: "Send link" }).click();
    await readPaymentLink(clerk);
    const linkId = linkIdOf(clerk);

    const mail = await waitForMail(address, /204118/);
    expect(mail.text).toContain("Elena Marsh");
    const client = await journey.newClient(screen);
    await payAsClient(client, mail.links.find((link) => link.includes("/pay/")) ?? "", address);
    expect((await listCharges(linkId)).map((line) => line.amountCents)).toEqual([125_000]);
  });
});

describe("without scripts", () => {
  const noScripts = { ...DESK, javaScriptEnabled: false };

  it("signs a clerk in by a plain form post, and says in words why it does not", async () => {
    const context = await journey.newContext(noScripts);
    const page = await context.newPage();
    await page.goto("/staff/payments");
    expect(new URL(page.url()).pathname).toBe("/sign-in");
    await page.getByLabel("Email").fill(STAFF.clerk);
    await page.getByLabel("Password").fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("This email and password do not match an account.").waitFor();
    expect(await page.getByLabel("Email").inputValue()).toBe(STAFF.clerk);
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await seeHeading(page, "Payment Manager");
  });

  it("shows a client all of the payment page but the fields, and says what these need", async () => {
    const context = await journey.newContext({ ...PHONE, javaScriptEnabled: false });
    const page = await context.newPage();
    const path = inject("openPayLinkPath");
    await page.goto(path);
    await seeHeading(page, "Hartwell & Lowe LLP");
    await page.getByText("$1,250.00").first().waitFor();
    expect(await page.locator("noscript .banner").textContent()).toContain("Card fields need JavaScript.");
    expect(await page.locator("noscript .banner").isVisible()).toBe(true);
    expect(await page.locator("iframe").isVisible()).toBe(false);
    // The device's own fold, which opens without a script.
    await page.getByText(/^Details/).click();
    await page.getByText("Invoice 204130", { exact: true }).waitFor();
    await page.getByRole("link", { name: "(212) 555-0142" }).waitFor();
    await page.getByRole("button", { name: "Pay $1,250.00" }).click();
    expect(page.url()).toBe(`${inject("appUrl")}${path}`);
  });
});
