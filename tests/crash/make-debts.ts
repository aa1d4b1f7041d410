import { createRandom } from "@/db/seed/random";
import { getFirm } from "@/lib/firms/queries";
import { saveSandboxFaults } from "@/lib/gateways/sandbox-console";
import { findMerchantAccount } from "@/lib/merchant-accounts/queries";
import { requestMethod } from "@/lib/methods/request-method";
import { RequestMethodInput } from "@/lib/methods/schemas";
import { createPayLinks } from "@/lib/pay-links/create-pay-links";
import { createPayer } from "@/lib/payers/create-payer";
import { CreatePayerInput } from "@/lib/payers/schemas";
import { putInDirectory } from "@/lib/platform/directory";
import { seal } from "@/lib/platform/secrets";
import { inFirm } from "@/lib/platform/tx";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import type { CrashDatabase } from "./crash-database";
import type { CrashPlan, Guard } from "./model";
import { STRIPE_ACCOUNTS, stripeKeyOf, WEBHOOK_SECRET } from "./stripe-keys";
import { GATEWAY_TIMEOUT_MS, SLOW_ANSWER_MS } from "./timing";
import { withDatabaseUrl } from "./with-database-url";

export const CRASH_FIRM = "frm_crash";

const TRUST_SHARE = 0.05;
/** Of a mixed run's charges. */
const METHOD_SHARE = 0.2;
const MAX_CENTS = 900_000;

/** What a guard is in the database, and how it is taken away there. */
const REMOVALS: Partial<Record<Guard, string>> = {
  "open-claim": "drop index payments_one_open_claim",
  "attempt-number": "drop index payments_attempt",
  "link-close": "drop trigger guard_pay_link on pay_links",
  "save-intent": "drop index payment_methods_one_per_intent",
};

/** A firm with its links, a gateway with its faults, and a database without the guards that the run does without. */
export async function makeDebts(database: CrashDatabase, plan: CrashPlan): Promise<void> {
  await withDatabaseUrl(database.url, async () => {
    const methods = plan.isMixed ? Math.ceil(plan.charges * METHOD_SHARE) : 0;
    const firm = await makeLinks({ ...plan, charges: plan.charges - methods });
    await inFirm(firm.ctxAt(), async (tx) => {
      for (const { accountId } of STRIPE_ACCOUNTS)
        await putInDirectory(tx, "gateway_account", `${plan.gatewayKind}:${accountId}`, accountId);
    });
    for (let made = 0; made < methods; made += 1) await makeRequest(firm, made);
    const { faults, seed } = plan;
    if (plan.gatewayKind === "stripe") return moveToStripe(database);
    const refusal = await saveSandboxFaults(
      `${faults},seed=${seed},timeout=${GATEWAY_TIMEOUT_MS},slowms=${SLOW_ANSWER_MS}`,
    );
    if (refusal) throw new Error(refusal);
  });
  for (const guard of plan.without) {
    const removal = REMOVALS[guard];
    if (removal) await database.ask(removal);
  }
}

/** Both accounts with keys of their own at Stripe. */
async function moveToStripe(database: CrashDatabase): Promise<void> {
  for (const { accountId, name } of STRIPE_ACCOUNTS) {
    const credentials = { secretKey: stripeKeyOf(accountId), publishableKey: `pk_test_${name}` };
    const sealed = seal(
      JSON.stringify({ ...credentials, webhookSecret: WEBHOOK_SECRET }),
      `${CRASH_FIRM}/merchant_accounts.credentials`,
    );
    await database.ask("update merchant_accounts set gateway = 'stripe', credentials_sealed = $1 where id = $2", [
      sealed,
      accountId,
    ]);
  }
}

/** A payer who is asked for a card or bank account. */
async function makeRequest(firm: TestFirm, number: number): Promise<void> {
  const facts = { givenName: "Elena", familyName: "Marsh", emails: [`payer-${number}@client.example`] };
  const payer = CreatePayerInput.parse({ ...facts, requestKey: `crash-payer-${number}` });
  const { id: payerId } = await createPayer(firm.ctxAt(), payer);
  const wish = { account: "Operating", emails: `payer-${number}@client.example`, message: "As agreed." };
  const input = RequestMethodInput.parse({ ...wish, payerId, requestKey: `crash-request-${number}` });
  await requestMethod(firm.ctxAt(), input);
}

async function makeLinks({ seed, charges, isMixed }: CrashPlan): Promise<TestFirm> {
  // Stripe takes no less than 50 cents.
  const leastCents = isMixed ? 100 : 1;
  const random = createRandom(`crash/${seed}/links`);
  const firm = await makeTestFirm(CRASH_FIRM);
  const trust = Math.ceil(charges * TRUST_SHARE);
  for (let made = 0; made < trust; made += 1) {
    await firm.makeLink({
      account: "IOLTA Trust",
      amountCents: random.int(leastCents, MAX_CENTS),
      clientRef: "Bluewater",
      matterRef: `2026-${made}`,
      recipientEmails: [],
      send: false,
    });
  }
  const ctx = firm.ctxAt();
  const links = Array.from({ length: charges - trust }, (_, index) => ({
    requestKey: `crash-${index}`,
    amountCents: random.int(leastCents, MAX_CENTS),
    invoiceNumber: String(200_000 + index),
    invoiceDate: "2026-10-01",
    dueDate: "2026-10-31",
    recipientName: "Elena Marsh",
    recipientEmails: [],
    message: "",
  }));
  await inFirm(ctx, async (tx) => {
    const account = await findMerchantAccount(ctx, tx, "Operating");
    if (!account) throw new Error("The firm has no account Operating.");
    await createPayLinks(ctx, tx, { batchId: "bat_crash", firm: await getFirm(ctx, tx), account, send: false, links });
  });
  return firm;
}
