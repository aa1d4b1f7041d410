import { firms } from "@/db/schema/firms";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { createPayLink } from "@/lib/pay-links/create-pay-link";
import { CreatePayLinkInput } from "@/lib/pay-links/schemas";
import { type Clock, systemClock } from "@/lib/platform/clock";
import type { Ctx } from "@/lib/platform/context";
import { putInDirectory } from "@/lib/platform/directory";
import { systemContext } from "@/lib/platform/make-context";
import { inFirm } from "@/lib/platform/tx";

export type TestFirm = {
  firmId: string;
  /** Acts for the firm with every permission. */
  ctxAt(clock?: Clock): Ctx;
  /** A link of $1,250.00 for invoice 204118, mailed to a client unless `send` says otherwise. */
  makeLink(changes?: Partial<CreatePayLinkInput>, clock?: Clock): Promise<{ id: string; token: string }>;
};

/** A firm with the accounts Operating and IOLTA Trust on the sandbox gateway, in New York. */
export async function makeTestFirm(
  firmId = "frm_test",
  changes: Partial<typeof firms.$inferInsert> = {},
): Promise<TestFirm> {
  const ctxAt = (clock: Clock = systemClock) => systemContext(firmId, "test", clock);
  const ctx = ctxAt();
  const createdAt = new Date("2026-01-02T15:00:00Z");
  await inFirm(ctx, async (tx) => {
    await tx.insert(firms).values({
      firmId,
      slug: firmId.replace("_", "-"),
      name: "Hartwell & Lowe LLP",
      monogram: "HL",
      timeZone: "America/New_York",
      currency: "USD",
      addressLine: "118 Chambers Street, New York",
      phone: "(212) 555-0142",
      email: "billing@hartwell.example",
      createdAt,
      ...changes,
    });
    for (const kind of ["operating", "trust"] as const) {
      const name = kind === "trust" ? "IOLTA Trust" : "Operating";
      const isDefault = kind === "operating";
      const feeAccountId = kind === "trust" ? "acc_operating" : null;
      const account = { firmId, id: `acc_${kind}`, name, kind, currency: "USD", gateway: "sandbox", createdAt };
      await tx.insert(merchantAccounts).values({ ...account, isDefault, feeAccountId });
    }
    await putInDirectory(tx, "firm", firmId, firmId);
  });
  let made = 0;
  return {
    firmId,
    ctxAt,
    makeLink: (linkChanges = {}, clock) => {
      made += 1;
      const input = {
        account: "Operating",
        amountCents: 125_000,
        invoiceNumber: "204118",
        dueDate: "2026-10-31",
        recipientName: "Elena Marsh",
        recipientEmails: ["elena.marsh@bluewater.example"],
        send: true,
        requestKey: `test-request-${made}`,
      };
      return createPayLink(ctxAt(clock), CreatePayLinkInput.parse({ ...input, ...linkChanges }));
    },
  };
}

/** What the sandbox's fields would hand over for its test Visa, and for the bank account that pays. */
export const TEST_TOKENS = {
  visa: "sbx_tok_visa_4242_1229_aaaaaaaaaaaaaaaa",
  declined: "sbx_tok_declined_0002_1229_aaaaaaaaaaaaaaaa",
  bank: "sbx_tok_bank-pays_6789_none_aaaaaaaaaaaaaaaa",
} as const;
