import { keepLines } from "@/lib/allocations/keep-lines";
import type { Cart } from "@/lib/carts/model";
import { placeCartIn } from "@/lib/carts/place-cart";
import { readCart } from "@/lib/carts/read-cart";
import { keyOfPart, obligationOfPart } from "@/lib/carts/rules";
import { PlaceCartInput } from "@/lib/carts/schemas";
import { getFirm } from "@/lib/firms/queries";
import { splitAddresses } from "@/lib/pay-links/schemas";
import { isOpenEntry } from "@/lib/payment-forms/rules";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import type { ConnectDraft, PlannedPart } from "../model";
import { keptLinesOf } from "../rules";
import type { PayDraftInput } from "../schemas";
import { holdsAny, requireDraft, saveDraft } from "./drafts";
import { choosePayer } from "./payer";
import { planDraft, requirePlan } from "./plan";
import { requireSeen } from "./read-live";

/** The planned parts that may be charged still: all of a draft that was not placed; of a cart those without a payment. */
export async function openPartsOf(ctx: Ctx, tx: Tx, draft: ConnectDraft): Promise<PlannedPart[]> {
  const plan = await planDraft(ctx, tx, draft);
  if (!plan.ok) return [];
  if (draft.cartId === null) return plan.parts;
  const { parts } = await readCart(ctx, draft.cartId, { tx });
  const isOpen = new Map(parts.map((part) => [keyOfPart(part), !part.standing || isOpenEntry(part.standing.status)]));
  return plan.parts.filter((part) => isOpen.get(keyOfPart(part)) ?? false);
}

/**
 * The cart of the draft, with the lines of each part; made now, in one transaction, if nothing of an earlier one was taken. Which cart
 * stands is decided on the draft's row, and each claim looks at it again: two presses at once get one cart.
 * @throws AppError refused (draft_sent, draft_left, and what `requirePlan` refuses), conflict (draft_changed)
 */
export async function placeDraftCart(ctx: Ctx, seen: ConnectDraft, input: PayDraftInput): Promise<{ cart: Cart }> {
  return inFirm(ctx, async (tx) => {
    const draft = await requireDraft(ctx, tx, seen.id, "update");
    if (draft.status === "links") throw new AppError("refused", { reason: "draft_sent" });
    if (draft.status === "left") throw new AppError("refused", { reason: "draft_left" });
    const standing = await standingCart(ctx, tx, draft, input);
    if (standing) return { cart: standing };
    requireSeen(draft, seen);
    const cart = await placeAnew(ctx, tx, draft, input);
    return { cart };
  });
}

/** The cart that is there already; null where another payer may take its place, because nothing of it was taken. */
async function standingCart(ctx: Ctx, tx: Tx, draft: ConnectDraft, input: PayDraftInput): Promise<Cart | null> {
  if (draft.status !== "entry" || draft.cartId === null) return null;
  const { cart } = await readCart(ctx, draft.cartId, { tx });
  const isSamePayer = input.payerId === "" ? cart.payerName === input.payerName : cart.payerId === input.payerId;
  const isSame = isSamePayer && cart.receiptEmails.join() === emailsOf(input).join();
  return isSame || (await holdsAny(ctx, tx, draft)) ? cart : null;
}

async function placeAnew(ctx: Ctx, tx: Tx, draft: ConnectDraft, input: PayDraftInput): Promise<Cart> {
  const { parts } = await requirePlan(ctx, tx, draft);
  const firm = await getFirm(ctx, tx);
  const { line1, line2, city, region, postalCode, country, arMessage } = input;
  const address = { line1, line2, city, region, postalCode, country };
  const clientRefs = new Set(parts.map(({ clientRef }) => clientRef));
  const clientRef = clientRefs.size === 1 ? ([...clientRefs][0] ?? "") : "";
  const payer = await choosePayer(ctx, tx, { ...input, address, clientRef, firm });
  const inputOf = ({ accountId, amountCents, invoiceNumber, clientRef: client, matterRef }: PlannedPart) => ({
    ...{ accountId, amountCents, invoiceNumber, clientRef: client, matterRef },
  });
  const operating = parts.find(({ kind }) => kind === "operating");
  const { cartId } = await placeCartIn(
    ctx,
    tx,
    PlaceCartInput.parse({
      // The lock of the draft makes it one; a name of its own lets another payer follow one who was declined.
      requestKey: `connect:${draft.id}:${draft.revision}`,
      source: "connect_entry",
      payerId: payer.id,
      payerName: payer.name,
      receiptEmails: emailsOf(input),
      locale: payer.locale,
      operating: operating ? inputOf(operating) : null,
      trust: parts.filter(({ kind }) => kind === "trust").map(inputOf),
    }),
  );
  const { connectionId } = draft;
  for (const part of parts) {
    const lines = keptLinesOf(part.lines);
    await keepLines(ctx, tx, { obligation: obligationOfPart(cartId, part), connectionId, lines, arMessage });
  }
  await saveDraft(ctx, tx, draft, { status: "entry", cartId, arMessage });
  return (await readCart(ctx, cartId, { tx })).cart;
}

function emailsOf({ receiptEmails }: PayDraftInput): string[] {
  return [...new Set(splitAddresses(receiptEmails))];
}
