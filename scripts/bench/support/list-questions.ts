import type { PaymentSortId } from "@/lib/payments/columns";
import type { PaymentRow } from "@/lib/payments/model";

/** A search of Payment Manager, and what somebody who knows the tables would write for it. `where` holds $2, $3, ... */
export type ListQuestion = { name: string; query: Record<string, string>; where: string; values: unknown[] };

/** The columns that a list shows, in one statement. */
const SHOWN = `p.id, p.number, p.status, p.source, p.account_id, a.name as account_name, a.kind, p.amount_cents, p.refunded_cents,
  p.surcharge_cents, p.fee_cents, p.currency, p.payer_id, p.payer_name, p.method_kind, p.method_brand, p.method_last4, p.invoice_number,
  p.client_ref, p.matter_ref, p.decline_code, p.created_at, p.approved_at, p.settled_at, p.receipt_emails, p.auth_code, p.gateway_ref,
  p.note, p.custom_fields, l.number as link_number, r.number as receipt_number, u.name as user_name`;

type Best = { where: string; order: string; limit: number };

/** The best statement for a page: the page first, then its neighbours. $1 is the firm. */
export function bestPage({ where, order, limit }: Best): string {
  const outer = order.replaceAll("x.", "p.");
  return `select ${SHOWN} from (
      select * from payments x where x.firm_id = $1 and ${where} order by ${order} limit ${limit}) p
    join merchant_accounts a on a.firm_id = p.firm_id and a.id = p.account_id
    left join pay_links l on l.firm_id = p.firm_id and l.id = p.link_id
    left join receipts r on r.firm_id = p.firm_id and r.payment_id = p.id
    left join users u on u.firm_id = p.firm_id and 'user:' || u.id = p.created_by
    order by ${outer}`;
}

export function bestSum(where: string): string {
  return `select a.kind, count(*), sum(x.amount_cents - x.refunded_cents)
      filter (where x.status in ('approved', 'settled', 'pending', 'partially_refunded', 'refunded'))
    from payments x join merchant_accounts a on a.firm_id = x.firm_id and a.id = x.account_id
    where x.firm_id = $1 and ${where} group by 1`;
}

/** Every filter alone, free text of several kinds, and any of five conditions; about one payment of the middle of the table. */
export function listQuestions(some: Middle): ListQuestion[] {
  return [...textQuestions(some), ...wordQuestions(some), ...rangeQuestions(some), ...severalQuestions(some)];
}

type Middle = PaymentRow & { zone: string };

function one(name: string, query: Record<string, string>, where: string, ...values: unknown[]): ListQuestion {
  return { name, query, where, values };
}

const like = (column: string) => `x.search_text like $2 and lower(${column}) like $2`;
/** The demo's first of this year. */
const YEAR = new Date().getUTCFullYear();
const LINK = `L-${YEAR}-000001`;
const RECEIPT = `R-${YEAR}-000001`;
const idOf = (table: string, id: string) => `select n.${id} from ${table} n where n.firm_id = $1 and n.number = $2`;
const endsOf = (number: string) => [`${number.slice(0, -2)}00`, `${number.slice(0, -2)}99`];
/** The index is asked for what stands before the domain, which thousands share. */
const ADDRESS = "x.search_text like $2 and strpos(x.search_text, $3) > 0";
const inside = (text: string) => `%${text.toLowerCase()}%`;
const familyOf = ({ payerName }: Middle) => (payerName.split(" ")[1] ?? payerName).toLowerCase();

function textQuestions(some: Middle): ListQuestion[] {
  const family = familyOf(some);
  const email = some.receiptEmails[0] ?? "nobody@office.example";
  const rare = inside(email.replace(/@.*$/, "@"));
  return [
    one("no filter", {}, "true"),
    one("free text: a family name", { q: family }, "x.search_text like $2", inside(family)),
    one("free text: an address", { q: email }, ADDRESS, rare, email.toLowerCase()),
    one(
      "free text: two words",
      { q: `${family} ${some.methodLast4}` },
      "x.search_text like $2 and x.search_text like $3",
      inside(family),
      inside(some.methodLast4),
    ),
    one("free text: on most payments", { q: "office.example" }, "x.search_text like $2", "%office.example%"),
    one("free text: nowhere", { q: "qqxyzzy" }, "x.search_text like $2", "%qqxyzzy%"),
    one("free text: two letters", { q: "zu" }, "(x.search_text like $2 or x.search_text like $3)", "zu%", "% zu%"),
    one("free text: an amount", { q: "1,250.00" }, "(x.search_text like $2 or x.amount_cents = 125000)", "%1,250.00%"),
    one("number", { number: some.number }, "x.number = $2", some.number),
    one("number: of a link", { number: LINK }, `x.link_id = (${idOf("pay_links", "id")})`, LINK),
    one("number: of a receipt", { q: RECEIPT }, `x.id = (${idOf("receipts", "payment_id")})`, RECEIPT),
    one(
      "number: its beginning",
      { number: some.number.slice(0, -2) },
      "x.number between $2 and $3",
      ...endsOf(some.number),
    ),
    one("payer", { payer: some.payerName }, like("x.payer_name"), inside(some.payerName)),
    one(
      "email",
      { email },
      `${ADDRESS} and strpos(lower(array_to_string(x.receipt_emails, ' ')), $3) > 0`,
      rare,
      email.toLowerCase(),
    ),
    one("invoice", { invoice: "204118" }, like("x.invoice_number"), "%204118%"),
    one("client", { client: some.clientRef || "20041" }, like("x.client_ref"), inside(some.clientRef || "20041")),
    one("matter", { matter: "0003" }, like("x.matter_ref"), "%0003%"),
    one(
      "last four",
      { last4: some.methodLast4 },
      "x.search_text like $2 and x.method_last4 = $3",
      inside(some.methodLast4),
      some.methodLast4,
    ),
  ];
}

function wordQuestions(some: Middle): ListQuestion[] {
  return [
    one("payer's id", { payerId: some.payerId ?? "pyr_none" }, "x.payer_id = $2", some.payerId ?? "pyr_none"),
    one("status: settled", { status: "settled" }, "x.status = 'settled'"),
    one("status: disputed", { status: "disputed" }, "x.status = 'disputed'"),
    one("status: two", { status: "declined,error" }, "x.status in ('declined', 'error')"),
    one("source", { source: "api" }, "x.source = 'api'"),
    one("method", { methodKind: "echeck" }, "x.method_kind = 'echeck'"),
    one("brand", { brand: "discover" }, "x.method_kind = 'card' and x.method_brand = 'discover'"),
    one("decline", { decline: "stolen_card" }, "x.decline_code = 'stolen_card'"),
    one("account", { account: some.accountId }, "x.account_id = $2", some.accountId),
    one("trust accounts", { accountKind: "trust" }, "x.account_id = $2", "acc_hartwell_trust"),
    one("user", { user: "usr_hartwell_billing" }, "x.created_by = 'user:usr_hartwell_billing'"),
    one("refunds", { has: "refund" }, "x.refunded_cents > 0"),
    one("surcharges", { has: "surcharge" }, "x.surcharge_cents > 0"),
    one("fees", { has: "fee" }, "x.fee_cents > 0"),
    one(
      "a field of the firm's own",
      { "cf.fld_scale0office": "Newark" },
      `x.custom_fields @> '{"fld_scale0office": "Newark"}'`,
    ),
  ];
}

function rangeQuestions(some: Middle): ListQuestion[] {
  const day = some.createdAt.toISOString().slice(0, 10);
  const month = { from: `${day.slice(0, 7)}-01`, to: `${day.slice(0, 7)}-28` };
  const start = (of: string) => `(${of})::timestamp at time zone '${some.zone}'`;
  const range = (of: string) => `${of} >= ${start("$2::date")} and ${of} < ${start("$3::date + 1")}`;
  // A payment is made before: newest first, that is where one begins to look.
  const later = (of: string) => `${range(`coalesce(${of}, '-infinity')`)} and x.created_at < ${start("$3::date + 2")}`;
  return [
    one("amount", { amount: "1,250.00" }, "x.amount_cents = 125000"),
    one("amount: a range", { minCents: "1000000", maxCents: "1100000" }, "x.amount_cents between 1000000 and 1100000"),
    one("amount: from 1 cent", { minCents: "1" }, "x.amount_cents >= 1"),
    one("a day", { from: day, to: day }, range("x.created_at"), day, day),
    one("a month", month, range("x.created_at"), month.from, month.to),
    one("settled in a month", { ...month, on: "settled" }, later("x.settled_at"), month.from, month.to),
    one("approved on a day", { from: day, to: day, on: "approved" }, later("x.approved_at"), day, day),
    one(
      "last 30 days",
      { period: "last_30_days" },
      `x.created_at >= (now() at time zone '${some.zone}')::date::timestamp at time zone '${some.zone}' - interval '29 days'`,
    ),
  ];
}

function severalQuestions(some: Middle): ListQuestion[] {
  const family = familyOf(some);
  return [
    one(
      "all of four",
      { payer: family, status: "declined", methodKind: "card", minCents: "20000" },
      `${like("x.payer_name")} and x.status = 'declined' and x.method_kind = 'card' and x.amount_cents >= 20000`,
      inside(family),
    ),
    one(
      "any of five",
      {
        match: "any",
        payer: family,
        status: "disputed",
        amount: "1,250.00",
        invoice: "204118",
        last4: some.methodLast4,
      },
      `((${like("x.payer_name")}) or x.status = 'disputed' or x.amount_cents = 125000 or (x.search_text like '%204118%' and lower(x.invoice_number) like '%204118%')
        or (x.search_text like $3 and x.method_last4 = $4))`,
      ...[inside(family), inside(some.methodLast4), some.methodLast4],
    ),
    one(
      "any of five, all rare",
      { match: "any", q: "qqxyzzy", status: "unknown", amount: "7.77", number: "P-2020", decline: "lost_card" },
      "(x.search_text like '%qqxyzzy%' or x.status = 'unknown' or x.amount_cents = 777 or x.number between 'P-2020-000000' and 'P-2020-999999999' or x.decline_code = 'lost_card')",
    ),
  ];
}

export const NEWEST = "x.created_at desc, x.id desc";

type Sort = { columns: readonly string[]; valuesOf: (row: PaymentRow) => unknown[] };

/** By hand, as `lib/payments/internal/sort.ts` orders. */
export const BEST_SORTS: Record<PaymentSortId, Sort> = {
  date: { columns: ["x.created_at"], valuesOf: (row) => [row.createdAt] },
  number: { columns: ["x.number"], valuesOf: (row) => [row.number] },
  payer: { columns: ["lower(x.payer_name)"], valuesOf: (row) => [row.payerName.toLowerCase()] },
  client: { columns: ["x.client_ref", "x.matter_ref"], valuesOf: (row) => [row.clientRef, row.matterRef] },
  matter: { columns: ["x.client_ref", "x.matter_ref"], valuesOf: (row) => [row.clientRef, row.matterRef] },
  invoice: { columns: ["x.invoice_number"], valuesOf: (row) => [row.invoiceNumber] },
  source: { columns: ["x.source", "x.created_at"], valuesOf: (row) => [row.source, row.createdAt] },
  method: {
    columns: ["x.method_kind", "x.method_brand", "x.created_at"],
    valuesOf: (row) => [row.methodKind, row.methodBrand, row.createdAt],
  },
  status: { columns: ["x.status", "x.created_at"], valuesOf: (row) => [row.status, row.createdAt] },
  amount: { columns: ["x.amount_cents"], valuesOf: (row) => [row.amountCents] },
  approved_at: {
    columns: ["coalesce(x.approved_at, '-infinity')"],
    valuesOf: (row) => [row.approvedAt ?? "-infinity"],
  },
  settled_at: { columns: ["coalesce(x.settled_at, '-infinity')"], valuesOf: (row) => [row.settledAt ?? "-infinity"] },
};
