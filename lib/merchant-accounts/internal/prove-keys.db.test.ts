import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { payLink } from "@/lib/pay-links/pay-link";
import { PayLinkPayment } from "@/lib/pay-links/schemas";
import { resetEnv } from "@/lib/platform/env";
import { clockAfter, refusalOf, staffCtx } from "@/tests/support/money-bench";
import { type StripeDouble, startStripeDouble } from "@/tests/support/stripe-double/start";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { checkMerchantAccount } from "../check-merchant-account";
import { saveMerchantAccount } from "../save-merchant-account";
import { AccountInput, type AccountTyped } from "../schemas";

const test = useTestDatabase();
let double: StripeDouble;
let firm: TestFirm;
let firms = 0;

beforeAll(async () => {
  double = await startStripeDouble();
  useStripeAt(double.url);
});
afterAll(async () => {
  useStripeAt("");
  await double.close();
});
beforeEach(async () => {
  firms += 1;
  firm = await makeTestFirm(`frm_${firms}`);
});

function useStripeAt(url: string): void {
  process.env.STRIPE_API_BASE = url;
  resetEnv();
}

const admin = () => staffCtx(firm, ["settings.manage"]);
const keysOf = (name: string, kind = "sk") => ({
  secretKey: `${kind}_test_${name}`,
  publishableKey: `pk_test_${name}`,
  webhookSecret: "whsec_firm_0123456789",
});
const save = (changes: Partial<AccountTyped> = {}) =>
  saveMerchantAccount(
    admin(),
    AccountInput.parse({
      name: "Litigation",
      kind: "operating",
      currency: "USD",
      bankLast4: "4410",
      gateway: "stripe",
      acceptsCard: true,
      acceptsEcheck: true,
      isDefault: false,
      ...keysOf("own"),
      ...changes,
    }),
  );
const check = async (accountId: string) => (await checkMerchantAccount(admin(), { accountId })).check;

async function payThere(): Promise<void> {
  const link = await firm.makeLink({ account: "Litigation", send: false }, clockAfter(0));
  const methodToken = double.desk.createToken("sk_test_own", { testName: "pm_card_visa" });
  const ctx = { ...firm.ctxAt(clockAfter(0)), actor: { kind: "payer" as const, via: link.id } };
  const result = await payLink(ctx, link.id, PayLinkPayment.parse({ methodToken }));
  expect(result.kind).toBe("approved");
}

describe("another secret key of an account through which money went", () => {
  it("is taken when it shows the payments of before, and refused when it is another Stripe account's", async () => {
    const { id: accountId } = await save();
    await payThere();
    const refused = await refusalOf(save({ accountId, ...keysOf("stranger") }));
    expect(refused).toMatchObject({ reason: "other_stripe_account" });
    expect(await check(accountId)).toMatchObject({ kind: "ok", accountRef: expect.any(String) });
    expect(await refusalOf(save({ accountId, ...keysOf("stranger") }))).toMatchObject({
      reason: "other_stripe_account",
    });
    // A restricted key of the same account.
    await save({ accountId, ...keysOf("own", "rk") });
    expect(await check(accountId)).toMatchObject({ kind: "ok" });
  });

  it("is not taken while Stripe does not answer", async () => {
    const { id: accountId } = await save();
    await payThere();
    double.desk.setFaults({ down: 1 });
    expect(await refusalOf(save({ accountId, ...keysOf("own", "rk") }))).toMatchObject({ reason: "stripe_unanswered" });
    // What is no key may change all the same.
    await save({ accountId, name: "Litigation II" });
    double.desk.setFaults({ down: 0 });
    await save({ accountId, ...keysOf("own", "rk") });
  });

  it("is any before the first payment, and keys that change outside are told by the check", async () => {
    const { id: accountId } = await save();
    expect(await check(accountId)).toMatchObject({ kind: "ok" });
    await save({ accountId, ...keysOf("stranger") });
    expect(await check(accountId)).toMatchObject({ kind: "ok" });
    await test.asOwner("update merchant_accounts set gateway_account_ref = 'acct_before' where id = $1", [accountId]);
    expect(await check(accountId)).toEqual({ kind: "wrong", problem: "other_account" });
  });
});
