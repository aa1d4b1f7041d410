import { createRandom } from "@/db/seed/random";
import { getFirm } from "@/lib/firms/queries";
import { saveSandboxFaults } from "@/lib/gateways/sandbox-console";
import { findMerchantAccount } from "@/lib/merchant-accounts/queries";
import { createPayLinks } from "@/lib/pay-links/create-pay-links";
import { inFirm } from "@/lib/platform/tx";
import { makeTestFirm } from "@/tests/support/test-firm";
import type { CrashDatabase } from "./crash-database";
import type { CrashPlan, Guard } from "./model";
import { GATEWAY_TIMEOUT_MS, SLOW_ANSWER_MS } from "./timing";
import { withDatabaseUrl } from "./with-database-url";

export const CRASH_FIRM = "frm_crash";

const TRUST_SHARE = 0.05;
const MAX_CENTS = 900_000;

/** What a guard is in the database, and how it is taken away there. */
const REMOVALS: Partial<Record<Guard, string>> = {
  "open-claim": "drop index payments_one_open_claim",
  "attempt-number": "drop index payments_attempt",
  "link-close": "drop trigger guard_pay_link on pay_links",
};

/** A firm with its links, a gateway with its faults, and a database without the guards that the run does without. */
export async function makeDebts(database: CrashDatabase, plan: CrashPlan): Promise<void> {
  await withDatabaseUrl(database.url, async () => {
    await makeLinks(plan);
    const { faults, seed } = plan;
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

async function makeLinks({ seed, charges }: CrashPlan): Promise<void> {
  const random = createRandom(`crash/${seed}/links`);
  const firm = await makeTestFirm(CRASH_FIRM);
  const trust = Math.ceil(charges * TRUST_SHARE);
  for (let made = 0; made < trust; made += 1) {
    await firm.makeLink({
      account: "IOLTA Trust",
      amountCents: random.int(1, MAX_CENTS),
      clientRef: "Bluewater",
      matterRef: `2026-${made}`,
      recipientEmails: [],
      send: false,
    });
  }
  const ctx = firm.ctxAt();
  const links = Array.from({ length: charges - trust }, (_, index) => ({
    requestKey: `crash-${index}`,
    amountCents: random.int(1, MAX_CENTS),
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
}
