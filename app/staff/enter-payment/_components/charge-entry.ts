import type { ActionResult } from "@/components/forms/action-result";
import type { HostedFieldsHandle } from "@/components/gateway/hosted-fields";
import type { EntryAccount, EntryQuote, EntryResult } from "@/lib/payment-forms/model";
import type { EnterPaymentInput, EntryTyped } from "@/lib/payment-forms/schemas";
import { enterPaymentAction, findEntrySurchargeAction } from "../actions";

export type EntryAnswer = EntryResult | ({ kind: "quoted" } & EntryQuote);

/** What was given and answered for this very charge; empty again when the charge is another. */
export type Given = {
  /** The frame's one-time token of what was typed. */
  typed: { token: string; last4: string } | null;
  agreedTotalCents: number | null;
  acknowledgedPaymentId: string;
};

export const NOTHING_GIVEN: Given = { typed: null, agreedTotalCents: null, acknowledgedPaymentId: "" };

type Charge = {
  requestId: string;
  source: EnterPaymentInput["source"];
  values: EntryTyped;
  given: Given;
  frame: HostedFieldsHandle | null;
  accounts: readonly EntryAccount[];
  say: (problem: "fields" | "fieldsGone") => string;
};

/** Token from the frame, the total where one must be agreed to, then the charge. Writes into `given` what it learns. */
export async function chargeEntry(charge: Charge): Promise<ActionResult<EntryAnswer>> {
  const { requestId, source, values, given, frame, accounts, say } = charge;
  const isTyped = values.methodKind !== "saved";
  if (isTyped && !given.typed) {
    const answer = await frame?.requestToken();
    if (!answer?.ok) return refusal(say(answer?.reason === "invalid" ? "fields" : "fieldsGone"));
    given.typed = { token: answer.token, last4: answer.method.last4.slice(-4) };
  }
  const { token: methodToken, last4: methodLast4 } = (isTyped && given.typed) || { token: "", last4: "" };
  const methodId = isTyped ? "" : values.methodId;
  const account = accounts.find(({ id }) => id === values.account);
  if (account && account.surchargeBasisPoints > 0 && given.agreedTotalCents === null) {
    const wish = { account: account.id, amountCents: values.amountCents, methodId, methodToken };
    const [asked] = await Promise.all([findEntrySurchargeAction(wish), pause()]);
    if (!asked.ok) return asked;
    given.agreedTotalCents = asked.data.agreedTotalCents;
    if (asked.data.surcharge) return { ok: true, data: { kind: "quoted", ...asked.data } };
  }
  const { agreedTotalCents, acknowledgedPaymentId } = given;
  const answers = { agreedTotalCents, acknowledgedPaymentId };
  return enterPaymentAction({ ...values, methodId, requestId, source, methodToken, methodLast4, ...answers });
}

/** A double press must not agree to a total that nobody has read: the first answer comes no sooner than this. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 700));
}

function refusal(message: string): ActionResult<never> {
  return { ok: false, code: "invalid_input", message };
}
