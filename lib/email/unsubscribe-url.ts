import type { mails } from "@/db/schema/effects";
import { findMailedInvoice } from "@/lib/invoices/find-mailed-invoice";
import { keyOfAddress } from "@/lib/link-reminders/find-recipient";
import { findLinkToken } from "@/lib/pay-links/find-link-token";
import type { Ctx } from "@/lib/platform/context";
import { appUrl } from "@/lib/platform/env";
import { inFirm } from "@/lib/platform/tx";

/** Where a mail program takes its reader out of mails like this one; null for mails that answer what the reader did. */
export async function findUnsubscribeUrl(
  ctx: Ctx,
  { kind, payload, toAddress }: Pick<typeof mails.$inferSelect, "kind" | "payload" | "toAddress">,
): Promise<string | null> {
  const { linkId = "", invoiceId = "" } = payload;
  if (kind !== "link-reminder" && kind !== "invoice-reminder") return null;
  const token = await inFirm(ctx, async (tx) =>
    kind === "link-reminder"
      ? findLinkToken(ctx, tx, linkId)
      : ((await findMailedInvoice(ctx, tx, invoiceId))?.payToken ?? null),
  );
  return token && `${appUrl()}/pay/${token}/reminders/${keyOfAddress(toAddress)}/stop`;
}
