import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { bankPayment, errorOf, startBench } from "../bench";

describe("debits of bank accounts", () => {
  it("are processing for days, then succeed", async () => {
    const { stripe, desk } = await startBench();
    const intent = await stripe.paymentIntents.create(
      bankPayment("pm_usBankAccount_success", { expand: ["latest_charge"] }),
    );
    expect(intent).toMatchObject({
      status: "processing",
      amount_received: 0,
      latest_charge: { status: "pending", paid: false },
    });
    expect((intent.latest_charge as Stripe.Charge).id).toMatch(/^py_/);
    desk.advance({ days: 3 });
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe("processing");
    desk.advance({ days: 1 });
    const settled = await stripe.paymentIntents.retrieve(intent.id, { expand: ["latest_charge.balance_transaction"] });
    expect(settled).toMatchObject({
      status: "succeeded",
      amount_received: 10_000,
      latest_charge: { balance_transaction: { fee: 80, type: "payment" } },
    });
    expect(desk.events().map(({ type }) => type)).toEqual([
      "payment_intent.created",
      "charge.pending",
      "payment_intent.processing",
      "charge.succeeded",
      "payment_intent.succeeded",
    ]);
  });

  it.each([
    ["pm_usBankAccount_insufficientFunds", "insufficient_funds", "R01"],
    ["pm_usBankAccount_accountClosed", "account_closed", "R02"],
    ["pm_usBankAccount_noAccount", "no_account", "R03"],
    ["pm_usBankAccount_debitNotAuthorized", "debit_not_authorized", "R10"],
  ])("%s fails as %s (%s)", async (method, code, networkCode) => {
    const { stripe, desk } = await startBench();
    const { id } = await stripe.paymentIntents.create(bankPayment(method));
    desk.advance({ days: 4 });
    const failed = await stripe.paymentIntents.retrieve(id, { expand: ["latest_charge"] });
    expect(failed).toMatchObject({
      status: "requires_payment_method",
      last_payment_error: { code, network_decline_code: networkCode },
    });
    expect(failed.latest_charge).toMatchObject({ status: "failed", failure_code: code });
    expect(desk.events().at(-1)?.type).toBe("payment_intent.payment_failed");
  });

  it("need a mandate", async () => {
    const { stripe, desk } = await startBench();
    const error = await errorOf(
      stripe.paymentIntents.create(bankPayment("pm_usBankAccount_success", { mandate_data: undefined })),
    );
    expect(error).toMatchObject({ statusCode: 400, code: "payment_intent_mandate_invalid" });
    expect(desk.charges()).toEqual([]);
  });

  it("may be blocked at once, or wait and be canceled", async () => {
    const { stripe } = await startBench();
    expect(
      (await errorOf(stripe.paymentIntents.create(bankPayment("pm_usBankAccount_riskLevelHighest")))).statusCode,
    ).toBe(402);
    const { id } = await stripe.paymentIntents.create(bankPayment("pm_usBankAccount_processing"));
    expect((await stripe.paymentIntents.cancel(id)).status).toBe("canceled");
  });

  it("come back at the desk: before they succeed as a failure, later as a lost dispute", async () => {
    const { stripe, desk } = await startBench();
    const early = await stripe.paymentIntents.create(bankPayment("pm_usBankAccount_success"));
    desk.returnDebit(early.id, "no_account");
    expect((await stripe.paymentIntents.retrieve(early.id)).last_payment_error?.code).toBe("no_account");
    const late = await stripe.paymentIntents.create(bankPayment("pm_usBankAccount_success"));
    desk.settleDebit(late.id);
    desk.advance({ days: 30 });
    desk.returnDebit(late.id, "debit_not_authorized");
    expect((await stripe.paymentIntents.retrieve(late.id)).status).toBe("succeeded");
    const disputes = await stripe.disputes.list({ payment_intent: late.id });
    expect(disputes.data).toMatchObject([{ status: "lost", reason: "debit_not_authorized", amount: 10_000 }]);
    expect(
      desk
        .events()
        .map(({ type }) => type)
        .slice(-3),
    ).toEqual(["charge.dispute.funds_withdrawn", "charge.dispute.closed", "mandate.updated"]);
    expect(desk.charges().map(({ disputedCents }) => disputedCents)).toEqual([0, 10_000]);
  });

  it("are paid from accounts that the payer typed, which are never shown", async () => {
    const { stripe, raw } = await startBench();
    const method = await stripe.paymentMethods.create({
      type: "us_bank_account",
      us_bank_account: { account_holder_type: "company", account_number: "000123456789", routing_number: "110000000" },
      billing_details: { name: "Jane Roe" },
    });
    expect(method.us_bank_account).toMatchObject({
      last4: "6789",
      routing_number: "110000000",
      account_holder_type: "company",
    });
    expect((await raw("GET", `/v1/payment_methods/${method.id}`)).text).not.toContain("000123456789");
    const wrong = {
      type: "us_bank_account",
      us_bank_account: { account_number: "000123456788", routing_number: "110000000" },
    } as const;
    expect((await errorOf(stripe.paymentMethods.create(wrong))).code).toBe("account_number_invalid");
  });
});
