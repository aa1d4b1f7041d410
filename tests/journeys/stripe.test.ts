import type { FrameLocator, Page } from "playwright-core";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { expectAccessible } from "../support/accessibility";
import { makeLink, newAddress, readLink, runJob } from "../support/app-client";
import { useJourney } from "../support/journey";
import { BANKS, CARDS } from "../support/number-guard";
import { payButton, paymentFields, seeHeading } from "../support/pay-page";
import type { ChargeLine } from "../support/stripe-double/desk/ledger-lines";
import { connectDesk, type RemoteDesk } from "../support/stripe-double/desk/remote-desk";

const journey = useJourney();
const ACCOUNT = "Litigation on Stripe";
const KEY = "journey7731";
const SECRET = "whsec_journey_0123456789";
let desk: RemoteDesk;
beforeAll(() => {
  desk = connectDesk(inject("stripeUrl"));
});

/** Stripe's own frame within ours. */
const stripeFields = (page: Page): FrameLocator => paymentFields(page).frameLocator("iframe");
const challenge = (page: Page): FrameLocator =>
  page.frameLocator('iframe[title="Your bank’s confirmation"]').frameLocator('iframe[title="Challenge"]');

async function openLink() {
  const link = await makeLink({ account: ACCOUNT });
  const page = await journey.newClient();
  await page.goto(link.url);
  return { link, page };
}

async function payByCard(page: Page, number: string): Promise<void> {
  const fields = stripeFields(page);
  await fields.getByLabel("Card number").fill(number);
  await fields.getByLabel("Expiry date").fill("12 / 34");
  await fields.getByLabel("Security code").fill("123");
  await fields.getByLabel("ZIP code").fill("10007");
  await payButton(page).click();
}

async function payFromBank(account: string) {
  const { link, page } = await openLink();
  await page.getByLabel("Receipt email").fill(newAddress("stripe-bank"));
  await page.getByText("Bank account", { exact: true }).click();
  const fields = stripeFields(page);
  await fields.getByLabel("Name on account").fill("Elena Marsh");
  await fields.getByLabel("Routing number").fill(BANKS.routing);
  await fields.getByLabel("Account number").fill(account);
  await page.getByLabel(/^I authorize /).check();
  await payButton(page).click();
  await seeHeading(page, "Payment submitted");
  const [line] = await linesOf(link.id);
  return { link, page, paymentIntentId: line?.paymentIntentId ?? "" };
}

/** What the double's own books say of a link. */
async function linesOf(linkId: string): Promise<ChargeLine[]> {
  return (await desk.charges()).filter((line) => line.metadata.idempotency_key?.startsWith(`link:${linkId}:`));
}

describe("a merchant account on Stripe", () => {
  it("is added with its keys, which are asked for, checked and never shown again", async () => {
    const page = await journey.newStaff("admin");
    await page.goto("/staff/settings");
    await page.getByRole("link", { name: "Open Merchant accounts" }).click();
    await page.getByRole("link", { name: "Add account" }).click();
    await page.getByLabel("Name", { exact: true }).fill(ACCOUNT);
    await page.getByText("eCheck (US bank accounts)").click();
    await page.getByRole("button", { name: "Add account" }).click();
    await page.getByText("Enter this key.").first().waitFor();
    await page.getByLabel("Secret key").fill(`sk_test_${KEY}`);
    await page.getByLabel("Publishable key").fill(`pk_test_${KEY}`);
    await page.getByRole("button", { name: "Add account" }).click();
    await page.getByRole("heading", { level: 1, name: ACCOUNT }).waitFor();
    await page.getByRole("button", { name: "Check connection" }).click();
    await page.getByText("The keys are there, the webhook secret is not.").waitFor();
    await expectAccessible(page);

    const url = await page.getByLabel("Address").inputValue();
    expect(url).toMatch(/\/api\/webhooks\/stripe\?account=acc_/);
    await desk.setWebhookEndpoint(`sk_test_${KEY}`, { url, secret: SECRET });
    await page.getByLabel("Webhook signing secret").fill(SECRET);
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved.").waitFor();
    await page.getByRole("button", { name: "Check connection" }).click();
    await page.getByText("The keys work, in test mode: no real money moves.").waitFor();
    await page.reload();
    await page.getByText("Set, ends 7731.").first().waitFor();
    expect(await page.content()).not.toMatch(/[sp]k_test_journey|whsec_journey/);
    await page.goto("/staff/settings/accounts");
    await page.getByRole("link", { name: ACCOUNT }).waitFor();
    await expectAccessible(page);
  });
});

describe("paying through Stripe", () => {
  it("takes a card: one charge at Stripe, a receipt, the link paid", async () => {
    const { link, page } = await openLink();
    await stripeFields(page).getByLabel("Card number").waitFor();
    await expectAccessible(page);
    await payByCard(page, CARDS.visa);
    await seeHeading(page, "Payment received");
    expect((await readLink(link.id)).status).toBe("payment_received");
    expect(await linesOf(link.id)).toMatchObject([
      { status: "succeeded", amountCents: 125_000, capturedCents: 125_000, currency: "usd" },
    ]);
  });

  it("says what is wrong beside the fields, and sends nothing", async () => {
    const { link, page } = await openLink();
    await stripeFields(page).getByLabel("Card number").waitFor();
    await payButton(page).click();
    await stripeFields(page).getByText("Your card number is incomplete.").waitFor();
    expect(await linesOf(link.id)).toEqual([]);
  });

  it("names why a card was declined, and takes another on the same link", async () => {
    const { link, page } = await openLink();
    await payByCard(page, CARDS.insufficientFunds);
    await page.getByText("Your bank declined this card: insufficient funds. Nothing was charged.").waitFor();
    await expectAccessible(page);
    await payByCard(page, CARDS.mastercard);
    await seeHeading(page, "Payment received");
    expect((await linesOf(link.id)).map((line) => line.status)).toEqual(["failed", "succeeded"]);
  });

  it("charges once the payer has answered their bank", async () => {
    const { link, page } = await openLink();
    await payByCard(page, CARDS.authenticate);
    await page.getByRole("heading", { name: "Your bank asks you to confirm" }).waitFor();
    await challenge(page).getByRole("button", { name: "Complete authentication" }).click();
    await seeHeading(page, "Payment received");
    expect(await linesOf(link.id)).toMatchObject([{ status: "succeeded" }]);
  });

  it("charges nothing when the payer did not pass, and leaves nothing that could be paid later", async () => {
    const { link, page } = await openLink();
    await payByCard(page, CARDS.authenticate);
    await challenge(page).getByRole("button", { name: "Fail authentication" }).click();
    await page.getByText("Your bank could not confirm that it was you. Nothing was charged.").waitFor();
    expect(await linesOf(link.id)).toEqual([]);
    await payByCard(page, CARDS.discover);
    await seeHeading(page, "Payment received");
    expect(await linesOf(link.id)).toMatchObject([{ status: "succeeded" }]);
  });

  it("debits a bank account, and receives it once the money is there", async () => {
    const { link, page, paymentIntentId } = await payFromBank(BANKS.pays);
    const receipt = page.url();
    await desk.settleDebit(paymentIntentId);
    await runJob("reconcile", new Date(Date.now() + 10 * 86_400_000));
    await page.goto(receipt);
    await seeHeading(page, "Payment received");
    expect((await readLink(link.id)).status).toBe("payment_received");
  });

  it("learns from a webhook that a bank sent a debit back, and why", async () => {
    const { page, paymentIntentId } = await payFromBank(BANKS.pays);
    const receipt = page.url();
    await desk.returnDebit(paymentIntentId, "account_closed");
    await expect
      .poll(
        async () => {
          await page.goto(receipt);
          return page.getByRole("heading", { level: 1 }).textContent();
        },
        { timeout: 20_000 },
      )
      .toBe("Payment returned");
  });
});
