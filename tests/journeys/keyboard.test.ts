import { describe, expect, it } from "vitest";
import { listCharges, makeLink } from "../support/app-client";
import { DESK, useJourney } from "../support/journey";
import { pressTab, readFocus, tabTo } from "../support/keyboard";
import { BANKS, CARDS } from "../support/number-guard";
import { payNewLink } from "../support/paid-link";
import { seeHeading } from "../support/pay-page";
import { PASSWORD, STAFF } from "../support/sign-in";

const journey = useJourney();

describe("with the keyboard alone", () => {
  it("a clerk signs in, finds a payment among all, opens it and refunds a part of it", async () => {
    const paid = await payNewLink(journey, { invoiceNumber: "KB-77041", recipientName: "Tabitha Keys" });
    const page = await (await journey.newContext(DESK)).newPage();
    await page.goto("/staff/payments");
    await tabTo(page, "Email");
    await page.keyboard.type(STAFF.clerk);
    await tabTo(page, "Password");
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press("Enter");
    await seeHeading(page, "Payment Manager");
    await tabTo(page, "Search");
    await page.keyboard.type("KB-77041");
    await page.keyboard.press("Enter");
    await page.waitForURL(/q=KB-77041/);
    await tabTo(page, "Tabitha Keys");
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/staff/payments/${paid.paymentId}`);
    await tabTo(page, "Refund");
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await readFocus(page)).name).toBe("Amount");
    await page.keyboard.type("250");
    await tabTo(page, "Refund $250.00");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await page.getByText("Partly refunded").first().waitFor();
    expect(await paid.charge()).toMatchObject({ refundedCents: 25_000, status: "partially_refunded" });
  });

  it("a clerk makes a link, with the fields in the order in which they are read", async () => {
    const page = await journey.newStaff("clerk");
    await page.goto("/staff/send/quick-link");
    expect((await pressTab(page)).name).toBe("Skip to the page");
    await page.keyboard.press("Enter");
    const order = await tabTo(page, "Merchant account");
    order.push(...(await tabTo(page, "Amount")));
    await page.keyboard.type("1250");
    order.push(...(await tabTo(page, "Invoice number")));
    await page.keyboard.type("204118");
    order.push(...(await tabTo(page, "Due date")));
    await page.keyboard.press("t");
    order.push(...(await tabTo(page, "Send by email")));
    expect(order.filter((name) => name !== "Calendar")).toEqual([
      "Send for Payment",
      "Merchant account",
      "Amount",
      "Invoice number",
      "Due date",
      "Send by email",
    ]);
    await page.keyboard.press("ArrowRight");
    expect((await readFocus(page)).name).toBe("Generate link");
    await tabTo(page, "Message");
    expect((await pressTab(page)).name).toBe("Generate link");
    await page.keyboard.press("Enter");
    const field = page.getByRole("textbox", { name: "Payment link" });
    await field.waitFor();
    expect(await field.inputValue()).toMatch(/\/pay\//);
  });

  it("a clerk who leaves out the amount is led to it", async () => {
    const page = await journey.newStaff("clerk");
    await page.goto("/staff/send/quick-link");
    await tabTo(page, "Send by email");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").filter({ hasText: "needs a correction" }).waitFor();
    await expect.poll(async () => (await readFocus(page)).name).toContain("needs a correction");
    expect((await pressTab(page)).name).toBe("Amount");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("INPUT");
    expect((await readFocus(page)).name).toBe("Amount");
  });

  it("a clerk refunds a part, and the focus goes into the dialog and comes back", async () => {
    const paid = await payNewLink(journey);
    const page = await journey.newStaff("clerk");
    await page.goto(`/staff/payments/${paid.paymentId}`);
    await tabTo(page, "Refund");
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await readFocus(page)).name).toBe("Amount");
    await page.keyboard.press("Escape");
    await expect.poll(async () => (await readFocus(page)).name).toBe("Refund");
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await readFocus(page)).name).toBe("Amount");
    await page.keyboard.type("99.50");
    await tabTo(page, "Refund $99.50");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await expect.poll(async () => (await readFocus(page)).name).toBe("Refund");
    expect((await paid.charge()).refundedCents).toBe(9_950);
  });

  it("a client pays by card, passing everything on the page once, in its order", async () => {
    const link = await makeLink();
    const page = await journey.newClient(DESK);
    await page.goto(link.url);
    await page.frameLocator("iframe").getByLabel("Card number").waitFor();
    const order = await tabTo(page, "Card number");
    await page.keyboard.type(CARDS.visa);
    order.push(...(await tabTo(page, "Expiry date")));
    await page.keyboard.type("1234");
    order.push(...(await tabTo(page, "Security code")));
    await page.keyboard.type("123");
    order.push(...(await tabTo(page, "ZIP code")));
    await page.keyboard.type("10007");
    order.push(...(await tabTo(page, "Receipt email")));
    order.push(...(await tabTo(page, "Pay $1,250.00")));
    expect(order).toEqual([
      "EN",
      "FR",
      "ES",
      "For",
      "Card",
      "Card number",
      "Expiry date",
      "Security code",
      "ZIP code",
      "Receipt email",
      "Pay $1,250.00",
    ]);
    await page.keyboard.press("Enter");
    await seeHeading(page, "Payment received");
    expect(await listCharges(link.id)).toHaveLength(1);
    await page.goto(link.url);
    await seeHeading(page, "This link has been paid");
    await tabTo(page, "Show the receipt");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/receipt/**");
    await seeHeading(page, "Payment received");
    await tabTo(page, "Print");
  });

  it("a client is led to the first field that is wrong, and Enter in the last one pays", async () => {
    const link = await makeLink();
    const page = await journey.newClient(DESK);
    await page.goto(link.url);
    await page.frameLocator("iframe").getByLabel("Card number").waitFor();
    await tabTo(page, "Card number");
    await page.keyboard.type(CARDS.amex);
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await readFocus(page)).name).toBe("Expiry date");
    await page.keyboard.type("1234");
    await tabTo(page, "Security code");
    await page.keyboard.type("1234");
    await tabTo(page, "ZIP code");
    await page.keyboard.type("10007");
    await page.keyboard.press("Enter");
    await seeHeading(page, "Payment received");
  });

  it("a client pays from a bank account", async () => {
    const link = await makeLink();
    const page = await journey.newClient(DESK);
    await page.goto(link.url);
    await page.frameLocator("iframe").getByLabel("Card number").waitFor();
    await tabTo(page, "Card");
    await page.keyboard.press("ArrowRight");
    await page.frameLocator("iframe").getByLabel("Name on account").waitFor();
    await tabTo(page, "Name on account");
    await page.keyboard.type("Elena Marsh");
    await tabTo(page, "Routing number");
    await page.keyboard.type(BANKS.routing);
    await tabTo(page, "Account number");
    await page.keyboard.type(BANKS.pays);
    await tabTo(page, /^I authorize/);
    await page.keyboard.press("Space");
    await tabTo(page, "Pay $1,250.00");
    await page.keyboard.press("Enter");
    await seeHeading(page, "Payment submitted");
  });
});
