import { changeSelection } from "@/lib/connect-payments/change-selection";
import { readAllocation } from "@/lib/connect-payments/queries";
import { saveAllocation } from "@/lib/connect-payments/save-allocation";
import { PayDraftInput, SendDraftInput } from "@/lib/connect-payments/schemas";
import type { OpenItem } from "@/lib/matter-systems/model";
import { idOfItem } from "@/lib/matter-systems/rules";
import type { Ctx } from "@/lib/platform/context";
import { tokenOf } from "./money-bench";

/** Make a Payment without its screen: the steps as their forms send them. */

/** Words that no client may ever read. */
export const SECRET = "Secret words for the ledger";

let drafts = 0;

/** A selection of these items with these amounts, by the item's key. */
export async function allocateDraft(
  ctx: Ctx,
  items: readonly OpenItem[],
  amounts: Readonly<Record<string, number>>,
): Promise<string> {
  drafts += 1;
  const draftId = `drf_test${String(drafts).padStart(8, "0")}`;
  await changeSelection(ctx, { draftId, add: items.filter(({ key }) => key in amounts) });
  // As the screen does: what was paid here before is not seen in the matter system yet, and lowers what is open.
  const allocation = await readAllocation(ctx, draftId);
  const lines = allocation.lines.map(({ item, openCents }) => ({
    ...{ id: idOfItem(item), amountCents: amounts[item.key] ?? null, isByHand: true },
    seenCents: openCents,
  }));
  await saveAllocation(ctx, { draftId, amountToPayCents: null, accountId: "", lines });
  return draftId;
}

const address = { line1: "", line2: "", city: "", region: "", postalCode: "", country: "" };
const payer = {
  ...{ payerId: "", payerName: "Elena Marsh", payerKind: "person" as const, savePayer: false, arMessage: SECRET },
  receiptEmails: "elena.marsh@bluewater.example",
};

/** Manual entry by a test method, into both accounts. */
export function entryOf(draftId: string, method = "visa", changes: object = {}): PayDraftInput {
  const token = tokenOf(method);
  const isBank = method.startsWith("bank");
  return PayDraftInput.parse({
    ...{ ...payer, ...address, draftId, methodIds: {} },
    methodKind: isBank ? "echeck" : "card",
    methodTokens: { acc_operating: token, acc_trust: token },
    ...{ authorizedBy: isBank ? "Elena Marsh" : "", authorizedHow: "phone", isAuthorized: isBank },
    ...changes,
  });
}

/** Send for Payment. */
export function sendingOf(draftId: string, changes: object = {}): SendDraftInput {
  return SendDraftInput.parse({ ...payer, draftId, delivery: "mail", message: "", ...changes });
}
