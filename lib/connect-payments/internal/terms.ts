import type { Cart } from "@/lib/carts/model";
import type { CartTerms } from "@/lib/carts/pay-cart";
import { getFirm } from "@/lib/firms/queries";
import { listMerchantAccounts } from "@/lib/merchant-accounts/queries";
import { writeAuthorizationText } from "@/lib/methods/write-authorization-text";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import type { Quote } from "@/lib/surcharges/check-agreed-total";
import type { PayDraftInput } from "../schemas";
import { requireDraft } from "./drafts";
import type { OpenedMeans } from "./means";
import { openPartsOf } from "./place";
import { requireUntaken, type SeenUnconfirmed } from "./read-live";

type Paid = {
  draftId: string;
  cart: Cart;
  input: PayDraftInput;
  quote: Quote | null;
  last4: OpenedMeans["last4"];
  unconfirmed: SeenUnconfirmed;
};

/** What stands with the charges of the cart: staff's record of the client's word, the agreed total, and that the draft still means it. */
export async function makeTerms(ctx: Ctx, paid: Paid): Promise<CartTerms> {
  const { cart, input, quote, last4 } = paid;
  const { firm, accounts } = await inFirm(ctx, async (tx) => ({
    firm: await getFirm(ctx, tx),
    accounts: await listMerchantAccounts(ctx, tx),
  }));
  const { line1, line2, city, region, postalCode, country, authorizedBy, authorizedHow, agreedTotalCents } = input;
  const billingAddress = { line1, line2, city, region, postalCode, country };
  const isAddressed = Object.values(billingAddress).some((line) => line !== "");
  return {
    billingAddress: isAddressed ? billingAddress : null,
    agreed: quote && agreedTotalCents ? { totalCents: agreedTotalCents, quote } : null,
    check: (tx) => checkClaim(ctx, tx, paid),
    writeLeave: ({ accountId, invoiceNumber, clientRef, matterRef, currency }, amountCents) =>
      writeAuthorizationText(
        ctx,
        { amountCents, invoiceNumber, clientRef, matterRef, authorizedBy, authorizedHow },
        {
          firm,
          payer: { name: cart.payerName },
          account: { name: accounts.find(({ id }) => id === accountId)?.name ?? "", currency },
          method: last4.get(accountId) ?? { brand: "", last4: "" },
        },
        input.methodKind === "saved" ? "record" : "debit",
      ),
  };
}

/** The draft still means this cart, and what is open of it is open in the matter system for nobody else. */
async function checkClaim(ctx: Ctx, tx: Tx, { draftId, cart, unconfirmed }: Paid): Promise<void> {
  const draft = await requireDraft(ctx, tx, draftId, "share");
  if (draft.status !== "entry" || draft.cartId !== cart.id) throw new AppError("refused", { reason: "draft_left" });
  // What this very cart is being paid by, by another press, stands against nobody.
  const readLines = async () => (await openPartsOf(ctx, tx, draft)).flatMap(({ lines }) => lines);
  await requireUntaken(ctx, tx, { connectionId: draft.connectionId, readLines, unconfirmed });
}
