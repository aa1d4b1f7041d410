import { keepLines } from "@/lib/allocations/keep-lines";
import { appendAudit } from "@/lib/audit/append-audit";
import { keyOfPart } from "@/lib/carts/rules";
import { getConnectSettings } from "@/lib/connect-settings/queries";
import { requireConnectOn } from "@/lib/connect-settings/require-connect-on";
import { getFirm } from "@/lib/firms/queries";
import { placePayLink } from "@/lib/pay-links/place-pay-link";
import { obligationOfLink } from "@/lib/pay-links/rules";
import { CreatePayLinkInput, splitAddresses } from "@/lib/pay-links/schemas";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { openForChange, requireDraft, saveDraft } from "./internal/drafts";
import { choosePayer } from "./internal/payer";
import { requirePlan } from "./internal/plan";
import { findBalanceChanges, requireSeen, requireUntaken } from "./internal/read-live";
import { refreshItems } from "./internal/refresh-items";
import type { ConnectDraft, SendAnswer } from "./model";
import { keptLinesOf, requestKeyOfLink } from "./rules";
import type { SendDraftInput } from "./schemas";

const HOUR_MS = 3_600_000;

/**
 * Makes what is allocated into links: one for all invoices, one for each matter of trust money, each with its lines. However often it is
 * pressed, it is one set of links. A balance that is another one than was seen makes none.
 * @throws AppError forbidden, not_found, refused (draft_paid, draft_left, nothing_allocated, ...), conflict (draft_changed, balance_taken),
 * upstream_unavailable (connector_*)
 */
export async function sendDraft(ctx: Ctx, input: SendDraftInput): Promise<SendAnswer> {
  requirePermission(ctx, "connect.pay");
  if (input.savePayer && input.payerId === "") requirePermission(ctx, "payers.manage");
  const seen = await inFirm(ctx, async (tx) => {
    await requireConnectOn(ctx, tx);
    return requireDraft(ctx, tx, input.draftId);
  });
  if (seen.status === "links") return { kind: "done" };
  const { changes, unconfirmed, moved } = await findBalanceChanges(ctx, seen.connectionId, seen.lines);
  await refreshItems(ctx, seen.id, moved);
  if (changes.length > 0) return { kind: "changed", changes };
  await inFirm(ctx, async (tx) => {
    const locked = await requireDraft(ctx, tx, input.draftId, "update");
    if (locked.status === "links") return;
    const draft = await openForChange(ctx, tx, locked);
    requireSeen(draft, seen);
    const { connectionId, lines } = draft;
    await requireUntaken(ctx, tx, { connectionId, readLines: async () => lines, unconfirmed });
    await placeLinks(ctx, tx, draft, input);
  });
  return { kind: "done" };
}

async function placeLinks(ctx: Ctx, tx: Tx, draft: ConnectDraft, input: SendDraftInput): Promise<void> {
  const { parts, totalCents, currency } = await requirePlan(ctx, tx, draft);
  const { linkLifeHours } = await getConnectSettings(ctx, tx);
  const firm = await getFirm(ctx, tx);
  const payer = await choosePayer(ctx, tx, { ...input, firm });
  const { arMessage } = input;
  const recipientEmails = [...new Set(splitAddresses(input.receiptEmails))];
  const expiresAt = new Date(ctx.clock.now().getTime() + linkLifeHours * HOUR_MS);
  for (const part of parts) {
    const { accountId: account, amountCents, invoiceNumber, clientRef, matterRef, lines } = part;
    const order = CreatePayLinkInput.parse({
      ...{ account, amountCents, invoiceNumber, clientRef, matterRef, recipientEmails },
      ...{ recipientName: payer.name, message: input.message, locale: payer.locale },
      send: input.delivery === "mail",
      requestKey: requestKeyOfLink(draft.id, keyOfPart(part)),
    });
    const { id } = await placePayLink(ctx, tx, order, { source: "connect_link", expiresAt, payerId: payer.id });
    const { connectionId } = draft;
    await keepLines(ctx, tx, { obligation: obligationOfLink(id), connectionId, lines: keptLinesOf(lines), arMessage });
  }
  await saveDraft(ctx, tx, draft, { status: "links", arMessage, cartId: null });
  await appendAudit(ctx, tx, {
    action: "connect.sent",
    objectType: "connect_draft",
    objectId: draft.id,
    detail: { links: parts.length, totalCents, currency },
  });
}
