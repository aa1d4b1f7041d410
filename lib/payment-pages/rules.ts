import type { CustomFieldView } from "@/lib/custom-fields/model";
import { MAX_AMOUNT_CENTS } from "@/lib/money/cents";
import type { PaymentStatus } from "@/lib/payments/model";
import {
  type AmountRule,
  type AskedField,
  BUILT_IN_FIELDS,
  type Choice,
  type FieldSetting,
  type PublicSubmission,
} from "./model";

/** The claim of what somebody filled in: however often it is sent, it is charged once. */
export function obligationOfSubmission(submissionId: string): string {
  return `page:${submissionId}`;
}

/** By which the directory knows a page: both parts of its address. */
export function addressKeyOf(firmSlug: string, pageSlug: string): string {
  return `${firmSlug}/${pageSlug}`.toLowerCase();
}

/** A page that lies open longer asks for its values again. */
export const SUBMISSION_LIFE_MS = 24 * 3_600_000;

export type AmountProblem = "amount_missing" | "amount_below_least" | "amount_above_most" | "choice_unknown";

/** By which a choice is sent: its amount and name, so that a list that was changed meanwhile never charges another amount. */
export function choiceKeyOf({ amountCents, label }: Choice): string {
  return `${amountCents} ${label}`;
}

/** What a page asks for. The browser's word counts only as far as the page's rule lets it choose. */
export function decideAmount(
  rule: AmountRule,
  asked: { amountCents: number | null; choice: string },
): { ok: true; amountCents: number; title: string } | { ok: false; problem: AmountProblem } {
  switch (rule.kind) {
    case "fixed":
      return { ok: true, amountCents: rule.amountCents, title: "" };
    case "list": {
      const chosen = rule.choices.find((choice) => choiceKeyOf(choice) === asked.choice);
      if (chosen) return { ok: true, amountCents: chosen.amountCents, title: chosen.label };
      return { ok: false, problem: "choice_unknown" };
    }
    case "chosen": {
      const { amountCents } = asked;
      if (amountCents === null || !Number.isSafeInteger(amountCents)) return { ok: false, problem: "amount_missing" };
      const { leastCents, mostCents } = boundsOf(rule);
      if (amountCents < leastCents) return { ok: false, problem: "amount_below_least" };
      if (amountCents > mostCents) return { ok: false, problem: "amount_above_most" };
      return { ok: true, amountCents, title: "" };
    }
  }
}

/** The bounds of a chosen amount, those of every payment included. */
export function boundsOf(rule: { leastCents: number | null; mostCents: number | null }) {
  return {
    leastCents: rule.leastCents ?? 1,
    mostCents: Math.min(rule.mostCents ?? MAX_AMOUNT_CENTS, MAX_AMOUNT_CENTS),
  };
}

/**
 * The questions of a page: the built-in ones in their order, then the firm's own. Trust money names client and matter, whatever is
 * set. A field of the firm's own that is required everywhere is required here too; one that was archived is not asked for.
 */
export function askedFields(
  settings: readonly FieldSetting[],
  customFields: readonly CustomFieldView[],
  isTrust: boolean,
): AskedField[] {
  const set = new Map(settings.map(({ key, isRequired }) => [key, isRequired]));
  if (isTrust) for (const key of ["clientRef", "matterRef"]) set.set(key, true);
  const builtIn = BUILT_IN_FIELDS.flatMap((key): AskedField[] => {
    const isRequired = set.get(key);
    return isRequired === undefined ? [] : [{ kind: "built_in", key, isRequired }];
  });
  const custom = customFields.flatMap(({ id, label, options, isRequired, isArchived }): AskedField[] => {
    const isSet = set.get(id);
    return isSet === undefined || isArchived
      ? []
      : [{ kind: "custom", key: id, label, options, isRequired: isSet || isRequired }];
  });
  return [...builtIn, ...custom];
}

/** States in which nothing was taken: the payment may be tried, or is under way. */
export const NOT_TAKEN: readonly PaymentStatus[] = ["created", "processing", "unknown", "declined", "error"];

/** What became of the money, where that is more than "paid". A lost dispute is money that went back by the bank. */
const TAKEN_STATES: Partial<Record<PaymentStatus, PublicSubmission["state"]>> = {
  pending: "clearing",
  returned: "returned",
  dispute_lost: "returned",
  voided: "voided",
  refunded: "refunded",
  partially_refunded: "partly_refunded",
};

/** Whether money was taken on it, wherever it is now: then it is never charged again. */
export function wasTaken(lastAttempt: PaymentStatus | null): boolean {
  return lastAttempt !== null && !NOT_TAKEN.includes(lastAttempt);
}

/** What the visitor sees of what they filled in. */
export function submissionStateAt(
  submission: { status: "open" | "replaced"; expiresAt: Date; lastAttempt: PaymentStatus | null; challengeUrl: string },
  now: Date,
): PublicSubmission["state"] {
  const { lastAttempt, challengeUrl } = submission;
  if (lastAttempt !== null && wasTaken(lastAttempt)) return TAKEN_STATES[lastAttempt] ?? "paid";
  if (submission.status === "replaced") return "replaced";
  if (lastAttempt === "unknown") return challengeUrl ? "action" : "checking";
  if (lastAttempt === "created" || lastAttempt === "processing") return challengeUrl ? "action" : "processing";
  return submission.expiresAt <= now ? "expired" : "payable";
}

export type SubmissionRefusal = "submission_paid" | "submission_replaced" | "submission_expired";

/** May it be charged now? Decided in the claiming transaction, with the row locked. */
export function decideSubmissionPayment(
  submission: { status: "open" | "replaced"; expiresAt: Date; lastAttempt: PaymentStatus | null },
  now: Date,
): { ok: true } | { ok: false; refusal: SubmissionRefusal } {
  if (wasTaken(submission.lastAttempt)) return { ok: false, refusal: "submission_paid" };
  if (submission.status === "replaced") return { ok: false, refusal: "submission_replaced" };
  if (submission.expiresAt <= now) return { ok: false, refusal: "submission_expired" };
  return { ok: true };
}

/** "https://www.hartwell.example" of what somebody typed for a site; null when it is none. Paths mean nothing to a browser here. */
export function siteOriginOf(typed: string): string | null {
  const text = /^[a-z]+:\/\//i.test(typed) ? typed : `https://${typed}`;
  if (!URL.canParse(text)) return null;
  const { protocol, hostname, port, username } = new URL(text);
  const isLocal = hostname === "localhost" || hostname === "127.0.0.1";
  if (username !== "" || !/^[a-z0-9.-]+$/.test(hostname) || !(hostname.includes(".") || isLocal)) return null;
  if (protocol !== "https:" && !(protocol === "http:" && isLocal)) return null;
  return `${protocol}//${hostname}${port ? `:${port}` : ""}`;
}
