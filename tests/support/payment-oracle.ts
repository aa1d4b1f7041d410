import fc from "fast-check";
import { dateInZone } from "@/lib/dates/date-in-zone";
import { daysOfPeriod } from "@/lib/dates/period-days";
import { partsOfSort } from "@/lib/lists/rules";
import { PAYMENT_SORTS } from "@/lib/payments/columns";
import { METHOD_KINDS, PAYMENT_PERIODS, PAYMENT_SOURCES, PAYMENT_STATUSES, PAYMENT_TRAITS } from "@/lib/payments/model";
import type { PaymentFilter } from "@/lib/payments/schemas";

/** A payment as the naive search of the tests sees it, and as its row is written. */
export type OraclePayment = {
  id: string;
  number: string;
  source: string;
  status: string;
  account_id: string;
  amount_cents: number;
  refunded_cents: number;
  surcharge_cents: number;
  fee_cents: number | null;
  payer_id: string | null;
  payer_name: string;
  receipt_emails: string[];
  invoice_number: string;
  client_ref: string;
  matter_ref: string;
  note: string;
  custom_fields: Record<string, string>;
  method_kind: string;
  method_brand: string;
  method_last4: string;
  auth_code: string;
  decline_code: string;
  gateway_ref: string;
  created_by: string;
  created_at: string;
  approved_at: string | null;
  settled_at: string | null;
};

export const ORACLE_NOW = new Date("2026-05-04T15:00:00.000Z");
const HOUR_MS = 3_600_000;
const NAMES = ["Elena Marsh", "elena marsh", "Bluewater Marine, Inc.", "100% Pure_Foods", "O'Neil \\ Sons", "Zed"];
const EMAILS = ["elena.marsh@bluewater.example", "ap@zed.example", "office@oneil.example"];
const FIELD = "fld_office";

/** So many payments with many ties, close to now: the same day, name, amount and instant come again and again. */
export function inventPayments(count: number): OraclePayment[] {
  return Array.from({ length: count }, (_, index): OraclePayment => {
    const of = <T>(list: readonly T[], step: number): T => list[(index * step + (index >> 3)) % list.length] as T;
    const createdAt = new Date(ORACLE_NOW.getTime() - Math.floor(index / 4) * 5 * HOUR_MS);
    const later = (hours: number) => new Date(createdAt.getTime() + hours * HOUR_MS).toISOString();
    const amount = of([1_000, 5_000, 125_000, 99_999], 3);
    const status = of(PAYMENT_STATUSES, 5);
    const isTrust = index % 3 === 0;
    const isCard = index % 4 !== 1;
    return {
      id: `pay_${String((index * 7919) % 100_003).padStart(6, "0")}`,
      number: `P-2026-${String(index + 1).padStart(6, "0")}`,
      source: of(PAYMENT_SOURCES, 3),
      status,
      account_id: isTrust ? "acc_trust" : "acc_operating",
      amount_cents: amount,
      refunded_cents: refundedOf(status, amount),
      surcharge_cents: index % 11 === 0 ? 25 : 0,
      fee_cents: index % 5 === 0 ? 59 : null,
      payer_id: index % 2 === 0 ? "pyr_1" : null,
      payer_name: of(NAMES, 5),
      receipt_emails: of([[], [of(EMAILS, 2)], EMAILS.slice(1), [of(EMAILS, 1)]], 3),
      invoice_number: of(["", "204118", "204119", "INV-7"], 3),
      client_ref: isTrust ? "10041" : of(["", "10041", "10427"], 1),
      matter_ref: isTrust ? "0003" : of(["", "0001"], 1),
      note: index % 9 === 0 ? "Paid at the front desk" : "",
      custom_fields: index % 4 === 0 ? { [FIELD]: of(["Albany", "Newark"], 1) } : {},
      method_kind: isCard ? "card" : "echeck",
      method_brand: isCard ? of(["visa", "amex"], 3) : "",
      method_last4: of(["4242", "0002", "6789"], 1),
      auth_code: index % 3 === 0 ? `A${index}` : "",
      decline_code: status === "declined" ? of(["insufficient_funds", "expired_card"], 1) : "",
      gateway_ref: `ch_x${String(index).padStart(7, "0")}`,
      created_by: of(["user:usr_1", "user:usr_2", "payer:lnk_1", "system:schedules", "api_key:key_1"], 2),
      created_at: createdAt.toISOString(),
      approved_at: index % 5 < 3 ? later(1) : null,
      settled_at: index % 5 < 2 ? later(30) : null,
    };
  });
}

function refundedOf(status: string, amountCents: number): number {
  if (status === "refunded") return amountCents;
  return status === "partially_refunded" ? 300 : 0;
}

/** Filters with values that stand in those payments, and some that do not. */
export const filters: fc.Arbitrary<Record<string, string>> = fc
  .record(
    {
      q: fc.constantFrom(
        "marsh",
        "elena 4242",
        "204118",
        "el",
        "z",
        "1,250.00",
        "50.00",
        "%",
        "_",
        "\\",
        "newark",
        "front desk",
        "ch_x0000007",
        "P-2026-000003",
        "zed.example visa",
      ),
      number: fc.constantFrom("000004", "p-2026"),
      payer: fc.constantFrom("MARSH", "100%", "'neil \\", "el", "nobody"),
      email: fc.constantFrom("bluewater", "ap@", "ex"),
      invoice: fc.constantFrom("20411", "inv"),
      client: fc.constantFrom("10041", "04"),
      matter: fc.constantFrom("0003", "00"),
      last4: fc.constantFrom("4242", "0002"),
      payerId: fc.constantFrom("pyr_1", "pyr_9"),
      status: fc.subarray([...PAYMENT_STATUSES], { minLength: 1 }).map((list) => list.join(",")),
      source: fc.subarray([...PAYMENT_SOURCES], { minLength: 1 }).map((list) => list.join(",")),
      methodKind: fc.constantFrom(...METHOD_KINDS),
      brand: fc.constantFrom("visa", "visa,amex"),
      decline: fc.constantFrom("insufficient_funds", "expired_card,insufficient_funds"),
      has: fc.subarray([...PAYMENT_TRAITS], { minLength: 1 }).map((list) => list.join(",")),
      account: fc.constantFrom("acc_trust", "Operating", "Operating,acc_trust", "none"),
      accountKind: fc.constantFrom("operating", "trust"),
      user: fc.constantFrom("usr_1", "usr_1,key_1"),
      on: fc.constantFrom("created", "approved", "settled"),
      from: fc.constantFrom("2026-04-20", "2026-05-03"),
      to: fc.constantFrom("2026-04-28", "2026-05-04"),
      period: fc.constantFrom(...PAYMENT_PERIODS),
      amount: fc.constantFrom("1,250.00", "$50.00"),
      minCents: fc.constantFrom("5000"),
      maxCents: fc.constantFrom("99999"),
      [`cf.${FIELD}`]: fc.constantFrom("Albany", "Newark", "albany"),
      match: fc.constantFrom("all", "any"),
    },
    { requiredKeys: [] },
  )
  .map((filter) => {
    // Few conditions at once, or nothing would match them all.
    const names = Object.keys(filter).filter((name) => name !== "match" && name !== "on");
    const kept = filter.match === "any" ? names.slice(0, 5) : names.slice(0, 2);
    const bare = [...kept, "match", ...(kept.some((name) => ["from", "to", "period"].includes(name)) ? ["on"] : [])];
    return Object.fromEntries(Object.entries(filter).filter(([name]) => bare.includes(name)));
  });

/** Whether a payment meets a filter, written as plainly as can be. */
export function oracleMatches(payment: OraclePayment, filter: PaymentFilter): boolean {
  const conditions = conditionsOf(payment, filter);
  if (conditions.length === 0) return true;
  return filter.match === "any" ? conditions.some(Boolean) : conditions.every(Boolean);
}

function conditionsOf(p: OraclePayment, f: PaymentFilter): boolean[] {
  const given: [boolean, () => boolean][] = [
    [f.q !== "", () => matchesFreely(p, f.q)],
    [f.number !== "", () => holds(p.number, f.number)],
    [f.payer !== "", () => holds(p.payer_name, f.payer)],
    [f.email !== "", () => holds(p.receipt_emails.join(" "), f.email)],
    [f.invoice !== "", () => holds(p.invoice_number, f.invoice)],
    [f.client !== "", () => holds(p.client_ref, f.client)],
    [f.matter !== "", () => holds(p.matter_ref, f.matter)],
    [f.last4 !== "", () => p.method_last4 === f.last4],
    [f.payerId !== "", () => p.payer_id === f.payerId],
    [f.status.length > 0, () => (f.status as string[]).includes(p.status)],
    [f.source.length > 0, () => (f.source as string[]).includes(p.source)],
    [f.methodKind.length > 0, () => (f.methodKind as string[]).includes(p.method_kind)],
    [f.brand.length > 0, () => f.brand.includes(p.method_brand)],
    [f.decline.length > 0, () => f.decline.includes(p.decline_code)],
    [f.has.includes("refund"), () => p.refunded_cents > 0],
    [f.has.includes("surcharge"), () => p.surcharge_cents > 0],
    [f.has.includes("fee"), () => (p.fee_cents ?? 0) > 0],
    [f.account !== "", () => accountsNamed(f.account).includes(p.account_id)],
    [f.accountKind !== "", () => p.account_id === `acc_${f.accountKind}`],
    [f.user.length > 0, () => f.user.includes(p.created_by.replace(/^(user|api_key):/, ""))],
    [f.from !== "" || f.to !== "" || f.period !== "", () => isOnDays(p, f)],
    [f.amount !== "", () => p.amount_cents === Math.round(Number(f.amount.replace(/[$,]/g, "")) * 100)],
    [
      f.amount === "" && (f.minCents != null || f.maxCents != null),
      () => p.amount_cents >= (f.minCents ?? 0) && p.amount_cents <= (f.maxCents ?? Number.POSITIVE_INFINITY),
    ],
    ...Object.entries(f.customFields).map(([id, value]): [boolean, () => boolean] => [
      true,
      () => p.custom_fields[id] === value,
    ]),
  ];
  return given.filter(([isGiven]) => isGiven).map(([, meets]) => meets());
}

function accountsNamed(account: string): string[] {
  const ids: Record<string, string> = { Operating: "acc_operating", "IOLTA Trust": "acc_trust" };
  return account.split(",").map((part) => ids[part] ?? part);
}

function isOnDays(p: OraclePayment, f: PaymentFilter): boolean {
  const at = { created: p.created_at, approved: p.approved_at, settled: p.settled_at }[f.on];
  if (at === null) return false;
  const day = dateInZone(new Date(at), "America/New_York");
  const { from, to } = f.period === "" ? f : daysOfPeriod(f.period, dateInZone(ORACLE_NOW, "America/New_York"));
  return (from === "" || day >= from) && (to === "" || day <= to);
}

function matchesFreely(p: OraclePayment, q: string): boolean {
  const fields = Object.values(p.custom_fields).map((value) => `"${value}"`);
  const parts = [
    p.number,
    p.payer_name,
    p.invoice_number,
    p.client_ref,
    p.matter_ref,
    p.method_last4,
    p.receipt_emails.join(" "),
  ];
  const all = [...parts, p.auth_code, p.note, fields.length > 0 ? `[${fields.join(", ")}]` : ""].join(" ");
  const isAmount = /^\$?[\d,]+\.\d{2}$/.test(q) && p.amount_cents === Math.round(Number(q.replace(/[$,]/g, "")) * 100);
  return q.split(" ").every((word) => holds(all, word)) || isAmount || p.gateway_ref === q || p.id === q;
}

/** Inside, from three characters on; else where a word begins. */
function holds(text: string, part: string): boolean {
  const [whole, wanted] = [text.toLowerCase(), part.toLowerCase()];
  return wanted.length >= 3 ? whole.includes(wanted) : whole.startsWith(wanted) || whole.includes(` ${wanted}`);
}

const VALUES: Record<(typeof PAYMENT_SORTS)[number], (p: OraclePayment) => (string | number)[]> = {
  date: (p) => [p.created_at],
  number: (p) => [p.number],
  payer: (p) => [p.payer_name.toLowerCase()],
  client: (p) => [p.client_ref, p.matter_ref],
  matter: (p) => [p.client_ref, p.matter_ref],
  invoice: (p) => [p.invoice_number],
  source: (p) => [p.source, p.created_at],
  method: (p) => [p.method_kind, p.method_brand, p.created_at],
  status: (p) => [p.status, p.created_at],
  amount: (p) => [p.amount_cents],
  approved_at: (p) => [p.approved_at ?? ""],
  settled_at: (p) => [p.settled_at ?? ""],
};

/** The payments in the filter's order. `compare` orders texts as the database does. */
export function oracleOrder(
  payments: readonly OraclePayment[],
  filter: PaymentFilter,
  compare: (a: string, b: string) => number,
): OraclePayment[] {
  const { columnId, direction } = partsOfSort(filter.sort, PAYMENT_SORTS);
  const sign = direction === "desc" ? -1 : 1;
  const keysOf = (p: OraclePayment) => [...VALUES[columnId](p), p.id];
  return [...payments].sort((left, right) => {
    const [a, b] = [keysOf(left), keysOf(right)];
    for (const [index, value] of a.entries()) {
      const other = b[index] ?? "";
      const order =
        typeof value === "number" && typeof other === "number" ? value - other : compare(String(value), String(other));
      if (order !== 0) return order * sign;
    }
    return 0;
  });
}
