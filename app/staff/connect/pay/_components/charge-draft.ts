import type { ActionResult } from "@/components/forms/action-result";
import type { HostedFieldsHandle } from "@/components/gateway/hosted-fields";
import type { PayAnswer } from "@/lib/connect-payments/model";
import type { ManualTyped } from "@/lib/connect-payments/schemas";
import type { EntryQuote } from "@/lib/payment-forms/model";
import { findDraftSurchargeAction, payDraftAction } from "../actions";
import type { PayFacts } from "./pay-facts";

export type DraftAnswer = PayAnswer | ({ kind: "quoted" } & EntryQuote);

/** What was given and answered for this very charge; empty again when the charge is another. */
export type Given = {
  /** The frames' one-time tokens of what was typed, by merchant account. */
  typed: { tokens: Record<string, string>; last4: string } | null;
  agreedTotalCents: number | null;
  acknowledgedPaymentIds: readonly string[];
};

export const NOTHING_GIVEN: Given = { typed: null, agreedTotalCents: null, acknowledgedPaymentIds: [] };

export type Frames = ReadonlyMap<string, HostedFieldsHandle>;

type Charge = {
  facts: PayFacts;
  values: ManualTyped;
  given: Given;
  /** By the first account of each group. */
  frames: Frames;
  say: (problem: "fields" | "fieldsGone") => string;
};

/** Tokens from the frames, the total where one must be agreed to, then the charge. Writes into `given` what it learns. */
export async function chargeDraft({ facts, values, given, frames, say }: Charge): Promise<ActionResult<DraftAnswer>> {
  const isTyped = values.methodKind !== "saved";
  if (isTyped && !given.typed) {
    const read = await readTokens(facts, frames);
    if (typeof read === "string") return { ok: false, code: "invalid_input", message: say(read) };
    given.typed = read;
  }
  const { tokens: methodTokens, last4: methodLast4 } = (isTyped && given.typed) || { tokens: {}, last4: "" };
  const methodIds = isTyped ? {} : values.methodIds;
  const { draftId } = facts;
  const bearing = bearingAccount(facts);
  if (bearing && given.agreedTotalCents === null) {
    const wish = { draftId, methodId: methodIds[bearing] ?? "", methodToken: methodTokens[bearing] ?? "" };
    const [asked] = await Promise.all([findDraftSurchargeAction(wish), pause()]);
    if (!asked.ok) return asked;
    given.agreedTotalCents = asked.data.agreedTotalCents;
    if (asked.data.surcharge) return { ok: true, data: { kind: "quoted", ...asked.data } };
  }
  const { agreedTotalCents, acknowledgedPaymentIds } = given;
  const answers = { agreedTotalCents, acknowledgedPaymentIds: [...acknowledgedPaymentIds] };
  return payDraftAction({ ...values, draftId, methodIds, methodTokens, methodLast4, ...answers });
}

/** The account of the operating part where a card may bear a surcharge; trust money never does. */
function bearingAccount({ accounts, openParts }: PayFacts): string | null {
  const operating = openParts.find(({ kind }) => kind === "operating");
  const account = accounts.find(({ id }) => id === operating?.accountId);
  return account && account.surchargeBasisPoints > 0 ? account.id : null;
}

async function readTokens(
  facts: PayFacts,
  frames: Frames,
): Promise<NonNullable<Given["typed"]> | "fields" | "fieldsGone"> {
  const tokens: Record<string, string> = {};
  let last4 = "";
  for (const { accountIds } of facts.groups) {
    const answer = await frames.get(accountIds[0] ?? "")?.requestToken();
    if (!answer?.ok) return answer?.reason === "invalid" ? "fields" : "fieldsGone";
    for (const accountId of accountIds) tokens[accountId] = answer.token;
    last4 = answer.method.last4.slice(-4);
  }
  return { tokens, last4 };
}

/** A double press must not agree to a total that nobody has read: the first answer comes no sooner than this. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 700));
}
