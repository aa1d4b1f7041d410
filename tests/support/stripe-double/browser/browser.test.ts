import type { FrameLocator, Page } from "playwright-core";
import type Stripe from "stripe";
import { describe, expect, it, vi } from "vitest";
import { useBrowser } from "../../browser";
import { type Bench, startBench } from "../bench";
import { routeStripeHosts } from "./route-stripe-hosts";

// A browser takes its time to start on a busy machine.
vi.setConfig({ hookTimeout: 60_000, testTimeout: 60_000 });
const browser = useBrowser();
const FIRM = "https://pay.firm.example/";
/** What a real installation allows; no `connect-src`, as the double's own frames do the asking. */
const CSP =
  "default-src 'none'; script-src 'unsafe-inline' https://js.stripe.com; frame-src https://js.stripe.com https://hooks.stripe.com; style-src 'unsafe-inline'";

/** A page of ours with the Payment Element. Answers what was sent to our own server. */
async function openPage(
  bench: Bench,
  options: object,
): Promise<{ page: Page; fields: FrameLocator; asked: string[]; toUs: string[] }> {
  const page = await browser.newPage();
  const toUs: string[] = [];
  await page.context().route(`${FIRM}**`, async (route) => {
    toUs.push(`${route.request().url()} ${route.request().postData() ?? ""}`);
    const body = `<!doctype html><html lang="en"><title>Pay</title><body><div id="fields"></div><script src="https://js.stripe.com/endive/stripe.js"></script>
<script>window.stripe = Stripe("pk_test_smith"); window.elements = stripe.elements(${JSON.stringify(options)}); elements.create("payment").mount("#fields");</script>`;
    await route.fulfill({ contentType: "text/html", headers: { "content-security-policy": CSP }, body });
  });
  const asked = await routeStripeHosts(page.context(), bench.url);
  await page.goto(FIRM);
  return { page, fields: page.frameLocator("iframe[title='Secure payment input frame']"), asked, toUs };
}

type Made = { confirmationToken?: Stripe.ConfirmationToken; error?: { message: string } };
const tokenize = (page: Page, params: object = {}) =>
  page.evaluate(`stripe.createConfirmationToken({ elements, params: ${JSON.stringify(params)} })`) as Promise<Made>;
const PAYMENT = { mode: "payment", amount: 10_000, currency: "usd" };

async function typeCard(fields: FrameLocator, number: string): Promise<void> {
  await fields.getByLabel("Card number").fill(number);
  await fields.getByLabel("Expiry date").fill("12 / 30");
  await fields.getByLabel("Security code").fill("123");
  await fields.getByLabel("ZIP code").fill("94107");
}

describe("the fields in the browser", () => {
  it("make a token at the double; the page and its server see no number", async () => {
    const bench = await startBench();
    const { page, fields, asked, toUs } = await openPage(bench, PAYMENT);
    expect(await page.evaluate("elements.submit()")).toMatchObject({
      error: { type: "validation_error", message: "Your card number is incomplete." },
    });
    await typeCard(fields, "4242 4242 4242 4241");
    expect((await tokenize(page)).error?.message).toBe("Your card number is invalid.");
    await typeCard(fields, "4242 4242 4242 4242");
    expect(await page.evaluate("elements.submit()")).toEqual({ selectedPaymentMethod: "card" });
    const { confirmationToken } = await tokenize(page, { return_url: `${FIRM}back` });
    expect(confirmationToken).toMatchObject({
      return_url: `${FIRM}back`,
      payment_method_preview: { card: { last4: "4242", exp_month: 12, exp_year: 2030 } },
    });
    expect(JSON.stringify(confirmationToken)).not.toContain("4242424242424242");
    expect(toUs.filter((sent) => sent.includes("4242"))).toEqual([]);
    expect(asked.some((url) => url.includes("/endive/stripe.js"))).toBe(true);
    const paid = await bench.stripe.paymentIntents.create({
      amount: 10_000,
      currency: "usd",
      confirm: true,
      confirmation_token: confirmationToken?.id,
    });
    expect(paid.status).toBe("succeeded");
  });

  it("take a bank account with its mandate", async () => {
    const bench = await startBench();
    const { page, fields } = await openPage(bench, { ...PAYMENT, setupFutureUsage: "off_session" });
    await fields.getByLabel("US bank account").check();
    await fields.getByLabel("Name on account").fill("Jane Roe");
    await fields.getByLabel("Routing number").fill("110000000");
    await fields.getByLabel("Account number").fill("000123456789");
    const { confirmationToken } = await tokenize(page);
    expect(confirmationToken).toMatchObject({
      setup_future_usage: "off_session",
      mandate_data: { customer_acceptance: { type: "online" } },
      payment_method_preview: {
        type: "us_bank_account",
        billing_details: { name: "Jane Roe" },
        us_bank_account: { last4: "6789" },
      },
    });
    const intent = await bench.stripe.paymentIntents.create({
      amount: 10_000,
      currency: "usd",
      confirm: true,
      confirmation_token: confirmationToken?.id,
      allowed_payment_method_types: ["us_bank_account"],
    });
    expect(intent.status).toBe("processing");
  });

  it.each([
    ["Complete authentication", "paymentIntent", "succeeded"],
    ["Fail authentication", "error", "requires_payment_method"],
  ])("show the challenge on the page: %s", async (button, answered, status) => {
    const bench = await startBench();
    const { page, fields } = await openPage(bench, { ...PAYMENT, allowedPaymentMethodTypes: ["card"] });
    await typeCard(fields, "4000 0027 6000 3184");
    const { confirmationToken } = await tokenize(page);
    const intent = await bench.stripe.paymentIntents.create({
      amount: 10_000,
      currency: "usd",
      confirm: true,
      confirmation_token: confirmationToken?.id,
      allowed_payment_method_types: ["card"],
    });
    expect(intent.status).toBe("requires_action");
    const done = page.evaluate(`stripe.handleNextAction({ clientSecret: "${intent.client_secret}" })`) as Promise<
      Record<string, unknown>
    >;
    await page.frameLocator("iframe[title='Challenge']").getByRole("button", { name: button }).click();
    expect(Object.keys(await done)).toEqual([answered]);
    expect((await bench.stripe.paymentIntents.retrieve(intent.id)).status).toBe(status);
  });

  it("send the payer to the bank and back", async () => {
    const bench = await startBench();
    const { page } = await openPage(bench, PAYMENT);
    const intent = await bench.stripe.paymentIntents.create({
      amount: 10_000,
      currency: "usd",
      confirm: true,
      payment_method: "pm_card_authenticationRequired",
      return_url: `${FIRM}back`,
    });
    await page.evaluate(`void stripe.handleNextAction({ clientSecret: "${intent.client_secret}" })`);
    await page.getByRole("button", { name: "Complete authentication" }).click();
    await page.waitForURL(`${FIRM}back?**`);
    expect(new URL(page.url()).searchParams.get("redirect_status")).toBe("succeeded");
    expect(new URL(page.url()).searchParams.get("payment_intent")).toBe(intent.id);
  });

  it("set a card up with its client secret", async () => {
    const bench = await startBench();
    const setup = await bench.stripe.setupIntents.create({ usage: "off_session" });
    const { page, fields } = await openPage(bench, { clientSecret: setup.client_secret });
    await typeCard(fields, "5555 5555 5555 4444");
    const done = await page.evaluate(
      `stripe.confirmSetup({ elements, confirmParams: { return_url: "${FIRM}back" }, redirect: "if_required" })`,
    );
    expect(done).toMatchObject({ setupIntent: { status: "succeeded" } });
  });

  it("refuse what endive no longer takes", async () => {
    const bench = await startBench();
    const { page } = await openPage(bench, PAYMENT);
    const refused = page.evaluate(`stripe.elements({ mode: "setup", currency: "usd", paymentMethodTypes: ["card"] })`);
    await expect(refused).rejects.toThrow("allowedPaymentMethodTypes");
  });
});
