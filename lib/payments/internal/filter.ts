import { and, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import { listedPayments as p } from "@/db/schema/payments";
import { daysOfPeriod } from "@/lib/dates/period-days";
import { parseMoney } from "@/lib/money/parse-money";
import { AppError } from "@/lib/platform/errors";
import type { PaymentFilter } from "../schemas";
import type { ListScope } from "./list-scope";
import { containsText, hasNumber, isNumber, isWholeNumber, matchesEverything } from "./text-conditions";

/**
 * The filter as SQL over `listed_payments`: the firm, the accounts that the actor may see, and all conditions or any of them.
 * @throws AppError invalid_input (amount_unreadable)
 */
export function paymentCondition(filter: PaymentFilter, scope: ListScope): SQL | undefined {
  const { plain, text } = conditionParts(filter, scope);
  return and(plain, text);
}

/**
 * The same in two parts, both of which must hold: what the database knows the statistics of, and what it does not, which is text and all
 * that is joined to it by "any".
 */
export function conditionParts(
  filter: PaymentFilter,
  scope: ListScope,
): { plain: SQL | undefined; text?: SQL | undefined } {
  const seen = and(
    eq(p.firmId, scope.firmId),
    scope.visibleIds === null ? undefined : isOneOf(p.accountId, scope.visibleIds),
  );
  if (filter.match === "any") return { plain: seen, text: or(...conditionsOf(filter, scope)) };
  return { plain: and(seen, ...plainConditions(filter, scope)), text: and(...textConditions(filter, scope)) };
}

/** Each condition of the filter; `match` says how they are joined. */
export function conditionsOf(filter: PaymentFilter, scope: ListScope): SQL[] {
  return [...textConditions(filter, scope), ...plainConditions(filter, scope)];
}

function plainConditions(filter: PaymentFilter, scope: ListScope): SQL[] {
  const { status, source, methodKind, brand, decline, payerId } = filter;
  const conditions = [
    isWholeNumber(filter.q) ? hasNumber(scope.firmId, filter.q) : undefined,
    isNumber(filter.number) ? hasNumber(scope.firmId, filter.number) : undefined,
    payerId === "" ? undefined : eq(p.payerId, payerId),
    status.length === 0 ? undefined : isOneOf(p.status, status),
    source.length === 0 ? undefined : isOneOf(p.source, source),
    methodKind.length === 0 ? undefined : isOneOf(p.methodKind, methodKind),
    brand.length === 0 ? undefined : brandCondition(filter),
    decline.length === 0 ? undefined : isOneOf(p.declineCode, decline),
    filter.user.length === 0
      ? undefined
      : isOneOf(
          p.createdBy,
          filter.user.map((id) => `${id.startsWith("key_") ? "api_key" : "user"}:${id}`),
        ),
    ...filter.has.map((trait) => TRAITS[trait]),
    ...accountConditions(filter, scope),
    dateCondition(filter, scope),
    amountCondition(filter, scope),
    ...Object.entries(filter.customFields).map(
      ([id, value]) => sql`${p.customFields} @> ${JSON.stringify({ [id]: value })}::jsonb`,
    ),
  ];
  return conditions.filter((condition) => condition !== undefined);
}

/** Whether a filter looks for text, of which the database cannot tell how often it stands. */
export function hasText({ q, number, payer, email, invoice, client, matter, last4 }: PaymentFilter): boolean {
  if ((q !== "" && !isWholeNumber(q)) || (number !== "" && !isNumber(number))) return true;
  return [payer, email, invoice, client, matter, last4].some((text) => text !== "");
}

const TRAITS = {
  refund: sql`${p.refundedCents} > 0`,
  surcharge: sql`${p.surchargeCents} > 0`,
  fee: sql`${p.feeCents} > 0`,
} as const satisfies Record<PaymentFilter["has"][number], SQL>;

function textConditions(
  { q, number, payer, email, invoice, client, matter, last4 }: PaymentFilter,
  scope: ListScope,
): SQL[] {
  const fields: [string, SQL][] = [
    [payer, sql`${p.payerName}`],
    [email, sql`array_to_string(${p.receiptEmails}, ' ')`],
    [invoice, sql`${p.invoiceNumber}`],
    [client, sql`${p.clientRef}`],
    [matter, sql`${p.matterRef}`],
  ];
  const conditions = [
    q === "" || isWholeNumber(q) ? undefined : matchesEverything(q, amountIn(q, scope)),
    number === "" || isNumber(number) ? undefined : containsText(p.number, number),
    ...fields.map(([text, of]) => (text === "" ? undefined : containsText(of, text))),
    last4 === "" ? undefined : and(containsText(p.methodLast4, last4), eq(p.methodLast4, last4)),
  ];
  return conditions.filter((condition) => condition !== undefined);
}

/** Brands are of cards; with the kind named too, the index on both is found. */
function brandCondition({ brand }: PaymentFilter): SQL | undefined {
  return and(isOneOf(p.methodKind, ["card", "echeck"]), isOneOf(p.methodBrand, brand));
}

function accountConditions({ account, accountKind }: PaymentFilter, { accounts }: ListScope): (SQL | undefined)[] {
  const known = [...accounts.values()];
  const isNamed = (text: string) => known.filter(({ id, name }) => id === text || name === text).map(({ id }) => id);
  // A name may itself hold a comma.
  const whole = isNamed(account);
  const named = whole.length > 0 ? whole : account.split(",").flatMap((part) => isNamed(part.trim()));
  const ofKind = known.filter(({ kind }) => kind === accountKind).map(({ id }) => id);
  return [
    account === "" ? undefined : isOneOf(p.accountId, named),
    accountKind === "" ? undefined : isOneOf(p.accountId, ofKind),
  ];
}

/** Days of the firm's zone, both ends included, as one range. What has no such instant is not in it. */
function dateCondition(filter: PaymentFilter, { timeZone, today }: ListScope): SQL | undefined {
  const { from, to } = daysOf(filter, today);
  const moment = MOMENTS[filter.on];
  const start = (day: SQL) => sql`(${day})::timestamp at time zone ${timeZone}`;
  const isLater = filter.on !== "created";
  return and(
    from === "" ? undefined : sql`${moment} >= ${start(sql`${from}::date`)}`,
    to === "" ? undefined : sql`${moment} < ${start(sql`${to}::date + 1`)}`,
    from === "" && to !== "" && isLater ? sql`${moment} > '-infinity'` : undefined,
    // A payment is made before it is approved or settled (a day for clocks that differ): the newest first then begin near the first hit,
    // not at today.
    to !== "" && isLater ? sql`${p.createdAt} < ${start(sql`${to}::date + 2`)}` : undefined,
  );
}

/** Of a longer period it costs more to find the first than to walk to it. */
const LONGEST_SOUGHT_DAYS = 100;
const DAY_MS = 86_400_000;

/**
 * For the oldest first of a period of approval or settlement: not before the first of them was made, which the index of that instant
 * tells. The list's own order would begin at the firm's first payment and leave out, one by one, all that settled earlier.
 */
export function beginOfPeriod(filter: PaymentFilter, scope: ListScope): SQL | undefined {
  const { from, to } = daysOf(filter, scope.today);
  const isOldestFirst = filter.sort === "date" && filter.on !== "created" && filter.match === "all";
  if (!isOldestFirst || from === "" || to === "") return undefined;
  if (Date.parse(to) - Date.parse(from) > LONGEST_SOUGHT_DAYS * DAY_MS) return undefined;
  // The offset keeps the database from walking that very order to find the least.
  const found = sql`select ${p.createdAt} as made from ${p} where ${and(eq(p.firmId, scope.firmId), dateCondition(filter, scope))} offset 0`;
  return sql`${p.createdAt} >= (select min(made) from (${found}) found)`;
}

/** As in the indexes of these two. */
const MOMENTS = {
  created: sql`${p.createdAt}`,
  approved: sql`coalesce(${p.approvedAt}, '-infinity')`,
  settled: sql`coalesce(${p.settledAt}, '-infinity')`,
} as const satisfies Record<PaymentFilter["on"], SQL>;

/** The first and last day of a filter; "" where it has none. */
export function daysOf({ from, to, period }: PaymentFilter, today: string): { from: string; to: string } {
  return period === "" ? { from, to } : daysOfPeriod(period, today);
}

function amountCondition({ amount, minCents, maxCents }: PaymentFilter, scope: ListScope): SQL | undefined {
  if (amount !== "") {
    const cents = amountIn(amount, scope);
    if (cents === null) {
      const fields = [{ path: "amount", message: "amount_unreadable" }];
      throw new AppError("invalid_input", { reason: "amount_unreadable", fields });
    }
    return eq(p.amountCents, cents);
  }
  return and(
    minCents == null ? undefined : sql`${p.amountCents} >= ${minCents}`,
    maxCents == null ? undefined : sql`${p.amountCents} <= ${maxCents}`,
  );
}

/** An amount in a text that is one. "42" is no amount in a search: it is part of a number. */
function amountIn(text: string, { currency }: ListScope): number | null {
  const read = parseMoney(text, { currency, locale: "en" });
  return read.ok ? read.amountCents : null;
}

function isOneOf(column: Parameters<typeof inArray>[0], values: readonly string[]): SQL {
  if (values.length === 0) return sql`false`;
  return values.length === 1 ? sql`${column} = ${values[0]}` : inArray(column, [...values]);
}
