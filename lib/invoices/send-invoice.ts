import { invoices } from "@/db/schema/invoices";
import { dateInZone } from "@/lib/dates/date-in-zone";
import { nextValue } from "@/lib/firms/next-number";
import { getFirm } from "@/lib/firms/queries";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { putInDirectory } from "@/lib/platform/directory";
import { AppError } from "@/lib/platform/errors";
import { hashToken, seal } from "@/lib/platform/secrets";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { invoiceIs, invoiceTokenPlace, lockInvoice, type StoredInvoice } from "./internal/load";
import { recordInvoiceAct } from "./internal/log-event";
import { mailInvoice } from "./internal/mail-invoice";
import { keepLinkOf } from "./internal/place-link";
import type { InvoiceSettings } from "./model";
import { requireInvoicingOn } from "./require-invoicing-on";
import { countsByYear, decideSending, writeNumber } from "./rules";
import type { SendInvoiceInput } from "./schemas";

/**
 * Issues a draft: it gets its number, its page and the link by which it is paid, and is mailed if asked. An invoice that was issued
 * before is mailed once more. Numbers are given here and nowhere else, under the counter's lock, so that they have no gaps.
 * @throws AppError forbidden, not_found, refused (invoice_empty, invoice_closed, no_address)
 */
export async function sendInvoice(ctx: Ctx, input: SendInvoiceInput): Promise<{ id: string; number: string }> {
  requirePermission(ctx, "invoices.manage");
  return inFirm(ctx, async (tx) => {
    const settings = await requireInvoicingOn(ctx, tx);
    const found = await lockInvoice(ctx, tx, input.invoiceId);
    const addresses = [...new Set(input.addresses ?? found.recipientEmails)];
    const decision = decideSending(found, addresses, input.isMailed);
    if (!decision.ok) throw new AppError("refused", { reason: decision.refusal });
    await tx.update(invoices).set({ recipientEmails: addresses }).where(invoiceIs(ctx, found.id));
    const number =
      found.status === "draft"
        ? await issue(ctx, tx, { ...found, recipientEmails: addresses }, settings)
        : found.number;
    if (input.isMailed) {
      // Within one minute a second press is the same mail.
      const round = `${Math.floor(ctx.clock.now().getTime() / 60_000)}`;
      await mailInvoice(ctx, tx, found, { kind: "invoice", addresses, round });
      await recordInvoiceAct(ctx, tx, found.id, "sent", { to: addresses.join(", ") });
    }
    return { id: found.id, number };
  });
}

async function issue(ctx: Ctx, tx: Tx, draft: StoredInvoice, { numberPattern }: InvoiceSettings): Promise<string> {
  const now = ctx.clock.now();
  const token = ctx.ids.token();
  const { timeZone } = await getFirm(ctx, tx);
  const year = Number(dateInZone(now, timeZone).slice(0, 4));
  const value = await nextValue(ctx, tx, "invoice", countsByYear(numberPattern) ? year : 0);
  const number = writeNumber(numberPattern, value, year);
  await tx
    .update(invoices)
    .set({
      number,
      status: "sent",
      sentAt: now,
      tokenHash: hashToken(token),
      tokenSealed: seal(token, invoiceTokenPlace(ctx.firmId)),
    })
    .where(invoiceIs(ctx, draft.id));
  await putInDirectory(tx, "invoice", hashToken(token), draft.id);
  await recordInvoiceAct(ctx, tx, draft.id, "issued", {
    number,
    amountCents: String(draft.totalCents),
    currency: draft.currency,
  });
  await keepLinkOf(ctx, tx, await lockInvoice(ctx, tx, draft.id));
  return number;
}
