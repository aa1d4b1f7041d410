import { and, eq } from "drizzle-orm";
import { invoiceLines } from "@/db/schema/invoices";
import { getFirm } from "@/lib/firms/queries";
import { findMerchantAccount } from "@/lib/merchant-accounts/queries";
import { lockPayer } from "@/lib/payers/lock-payer";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import type { InvoiceLine } from "../model";
import { dueDateOf, figureInvoice } from "../rules";
import type { InvoiceDraftInput } from "../schemas";

/** What a draft says, with the sums that the server makes of it. @throws AppError invalid_input, not_found (payer_unknown) */
export async function readDraft(ctx: Ctx, tx: Tx, input: InvoiceDraftInput) {
  const account = await findMerchantAccount(ctx, tx, input.account);
  if (!account) throw invalid("account", "account_unknown");
  if (account.kind === "trust" && !input.clientRef) throw invalid("clientRef", "trust_needs_matter");
  if (account.kind === "trust" && !input.matterRef) throw invalid("matterRef", "trust_needs_matter");
  if (input.payerId) await lockPayer(ctx, tx, input.payerId);
  const { lines, sums } = figureInvoice(input.lines, input.taxThousandths);
  const { payerId, billTo, billToAddress, recipientEmails, clientRef, matterRef, issueDate, termsDays, notes } = input;
  return {
    lines,
    values: {
      ...{
        payerId,
        billTo,
        billToAddress,
        recipientEmails,
        clientRef,
        matterRef,
        issueDate,
        termsDays,
        notes,
        ...sums,
      },
      accountId: account.id,
      currency: account.currency,
      dueDate: dueDateOf(issueDate, termsDays),
      locale: input.locale ?? (await getFirm(ctx, tx)).locale,
      taxName: input.taxName,
      taxThousandths: input.taxThousandths,
    },
  };
}

/** Puts these lines in place of those that a draft has. */
export async function replaceLines(ctx: Ctx, tx: Tx, invoiceId: string, lines: readonly InvoiceLine[]): Promise<void> {
  await tx.delete(invoiceLines).where(and(eq(invoiceLines.firmId, ctx.firmId), eq(invoiceLines.invoiceId, invoiceId)));
  if (lines.length === 0) return;
  await tx.insert(invoiceLines).values(lines.map((line, place) => ({ firmId: ctx.firmId, invoiceId, place, ...line })));
}

function invalid(path: string, reason: string): AppError {
  return new AppError("invalid_input", { reason, fields: [{ path, message: reason }] });
}
