import type { CustomFieldView } from "@/lib/custom-fields/model";
import { MAX_AMOUNT_CENTS, sumCents } from "@/lib/money/cents";
import { taxHalfUp } from "@/lib/money/percentage";
import type { PaymentStatus } from "@/lib/payments/model";
import { CLAIM_RELEASED } from "@/lib/payments/rules";
import {
  type AddressPart,
  type AmountRule,
  type AskedField,
  BUILT_IN_FIELDS,
  type Choice,
  type FieldSetting,
  type OrderLine,
  type PageItem,
  type PublicSubmission,
} from "./model";

/** The claim of what somebody filled in: however often it is sent, it is charged once. */
export function obligationOfSubmission(submissionId: string): string {
  return `page:${submissionId}`;
}

/** Whether an obligation is that of a payment page. */
export function isOfSubmission(obligation: string): boolean {
  return obligation.startsWith(obligationOfSubmission(""));
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
  rule: Exclude<AmountRule, { kind: "items" | "connect" }>,
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

export type ItemProblem =
  | "nothing_chosen"
  | "quantity_invalid"
  | "quantity_above_most"
  | "item_sold_out"
  | "order_too_large";

export type OrderSums = { lines: OrderLine[]; netCents: number; taxCents: number; totalCents: number };

type Sold = Pick<PageItem, "id" | "name" | "priceCents" | "taxThousandths">;

/**
 * What an order comes to; items of which none is wanted are left out. Tax is of each whole line, rounded once, half up. Null for what is
 * more than one payment can be.
 */
export function sumOrder(items: readonly Sold[], quantityOf: (itemId: string) => number): OrderSums | null {
  // Far above it, whole cents could not be told apart any more.
  if (items.some(({ id, priceCents }) => priceCents * (quantityOf(id) || 0) > MAX_AMOUNT_CENTS)) return null;
  const lines = items.flatMap(({ id, name, priceCents, taxThousandths }): OrderLine[] => {
    const quantity = quantityOf(id);
    if (!(quantity > 0)) return [];
    const taxCents = taxHalfUp(priceCents * quantity, taxThousandths);
    return [{ itemId: id, name, quantity, priceCents, taxThousandths, taxCents }];
  });
  const netCents = sumCents(lines.map(netOfLine));
  const taxCents = sumCents(lines.map((line) => line.taxCents));
  const totalCents = netCents + taxCents;
  return totalCents > MAX_AMOUNT_CENTS ? null : { lines, netCents, taxCents, totalCents };
}

/** Of a whole line, before tax. */
export function netOfLine({ priceCents, quantity }: Pick<OrderLine, "priceCents" | "quantity">): number {
  return priceCents * quantity;
}

/** May it be ordered like this? Prices and rates are the page's own, only the quantities are the visitor's. */
export function decideOrder(
  items: readonly PageItem[],
  quantityOf: (itemId: string) => number,
): { ok: true; order: OrderSums } | { ok: false; problems: { itemId: string; problem: ItemProblem }[] } {
  const problems = items.flatMap((item) => {
    const problem = problemOfQuantity(item, quantityOf(item.id));
    return problem ? [{ itemId: item.id, problem }] : [];
  });
  if (problems.length > 0) return { ok: false, problems };
  const order = sumOrder(items, quantityOf);
  const firstAsked = items.find(({ id }) => quantityOf(id) > 0)?.id;
  const refuse = (itemId: string | undefined, problem: ItemProblem) => ({
    ok: false as const,
    problems: [{ itemId: itemId ?? "", problem }],
  });
  if (!order) return refuse(firstAsked, "order_too_large");
  if (order.lines.length === 0) return refuse(items[0]?.id, "nothing_chosen");
  return { ok: true, order };
}

function problemOfQuantity({ mostQuantity, left }: PageItem, quantity: number): ItemProblem | null {
  if (!Number.isSafeInteger(quantity) || quantity < 0) return "quantity_invalid";
  if (quantity > mostQuantity) return "quantity_above_most";
  return left !== null && quantity > left ? "item_sold_out" : null;
}

/** How many may be asked for at once. */
export function mostOf({ mostQuantity, left }: PageItem): number {
  return left === null ? mostQuantity : Math.min(mostQuantity, left);
}

/** By which the quantity of an item is sent. */
export function itemFieldOf(itemId: string): string {
  return `item.${itemId}`;
}

/** Where everybody finds the picture of an item. */
export function pictureUrlOf(firmId: string, pictureId: string): string {
  return `/picture/${firmId}/${pictureId}`;
}

/** By which a part of an address is sent. */
export function addressFieldOf(part: AddressPart): string {
  return `address.${part}`;
}

/** "2" is 2, nothing is 0, anything else is no number. */
export function readQuantity(typed: string): number {
  const text = typed.trim();
  if (text === "") return 0;
  return /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
}

/** "8.875" percent is 8875 thousandths, nothing is 0; null for what is no rate from 0 to 100. */
export function readTaxRate(typed: string): number | null {
  const text = typed.trim().replace(",", ".");
  if (text === "") return 0;
  const [, whole, fraction = ""] = /^(\d{1,3})(?:\.(\d{1,3}))?$/.exec(text) ?? [];
  if (whole === undefined) return null;
  const thousandths = Number(whole) * 1_000 + Number(fraction.padEnd(3, "0"));
  return thousandths <= 100_000 ? thousandths : null;
}

/** What was bought, for people: "2 \u00d7 Certified copy". */
export function nameOfLine({ quantity, name }: Pick<OrderLine, "quantity" | "name">): string {
  return `${quantity} \u00d7 ${name}`;
}

/** The lines of an order as they are printed, before tax, and the tax of all where there is any: they add up to what was asked for. */
export function printedOrder(lines: readonly OrderLine[], taxName: string): { name: string; amountCents: number }[] {
  const taxCents = sumCents(lines.map((line) => line.taxCents));
  return [
    ...lines.map((line) => ({ name: nameOfLine(line), amountCents: netOfLine(line) })),
    ...(taxCents > 0 ? [{ name: taxName, amountCents: taxCents }] : []),
  ];
}

/**
 * Payments that give back what they took of a stock: nothing was paid in the end. What is refunded or disputed stays sold, because it may have been
 * handed out: the firm raises the stock itself.
 */
export const STOCK_RELEASED: readonly PaymentStatus[] = [...CLAIM_RELEASED, "returned"];

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
  submission: {
    status: "open" | "replaced";
    expiresAt: Date;
    lastAttempt: PaymentStatus | null;
    challengeUrl: string;
    /** Of what it asks for, less is left. */
    isSoldOut: boolean;
  },
  now: Date,
): PublicSubmission["state"] {
  const { lastAttempt, challengeUrl } = submission;
  if (lastAttempt !== null && wasTaken(lastAttempt)) return TAKEN_STATES[lastAttempt] ?? "paid";
  if (submission.status === "replaced") return "replaced";
  if (lastAttempt === "unknown") return challengeUrl ? "action" : "checking";
  if (lastAttempt === "created" || lastAttempt === "processing") return challengeUrl ? "action" : "processing";
  if (submission.expiresAt <= now) return "expired";
  return submission.isSoldOut ? "sold_out" : "payable";
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
