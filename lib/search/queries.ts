import { type SQL, sql } from "drizzle-orm";
import { parseMoney } from "@/lib/money/parse-money";
import { isPaymentStatus } from "@/lib/payments/model";
import { requirePermission, visibleAccountIds } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import type { Found } from "./model";
import { LEAST_TYPED, patternsOf } from "./rules";

const MOST_OF_A_KIND = 5;
/** Of a word that very many hold, the newest among this many are good enough; looking at all would take long. */
const MOST_LOOKED_AT = 500;

type PaymentJson = {
  id: string;
  number: string;
  payer_name: string;
  invoice_number: string;
  amount_cents: number;
  currency: string;
  status: string;
  kind: "operating" | "trust";
  created_at: string;
};
type LinkJson = Omit<PaymentJson, "payer_name" | "status" | "created_at"> & { recipient_name: string };
type Answer = {
  payments: PaymentJson[] | null;
  payers: { id: string; name: string; emails: string[] }[] | null;
  links: LinkJson[] | null;
};

type Wish = { q: string; currency: string; locale: string };

/**
 * Payments, payers and links that hold every word of `q`; of accounts that the actor may see. A text that is an amount with decimals finds
 * payments of that amount too. One question.
 * @throws AppError forbidden
 */
export async function searchEverything(ctx: Ctx, wish: Wish): Promise<Found> {
  requirePermission(ctx, "payments.view");
  if (wish.q.length < LEAST_TYPED) return { payments: [], payers: [], links: [] };
  const answer = await inFirm(ctx, async (tx) => {
    const { rows } = await tx.execute<{ answer: Answer }>(searchQuestion(ctx, wish));
    return rows[0]?.answer;
  });
  return {
    payments: (answer?.payments ?? []).flatMap(({ status, kind, ...row }) =>
      isPaymentStatus(status)
        ? [
            {
              ...{ id: row.id, number: row.number, currency: row.currency, status, accountKind: kind },
              ...{ payerName: row.payer_name, invoiceNumber: row.invoice_number, amountCents: row.amount_cents },
              createdAt: new Date(row.created_at),
            },
          ]
        : [],
    ),
    payers: answer?.payers ?? [],
    links: (answer?.links ?? []).map((row) => ({
      ...{ id: row.id, number: row.number, currency: row.currency, accountKind: row.kind },
      ...{ recipientName: row.recipient_name, invoiceNumber: row.invoice_number, amountCents: row.amount_cents },
    })),
  };
}

/** Asks the views that see one firm: beneath row-level security the database keeps text search away from its index. */
export function searchQuestion(ctx: Ctx, { q, currency, locale }: Wish): SQL {
  const limit = sql.raw(String(MOST_OF_A_KIND));
  const most = sql.raw(String(MOST_LOOKED_AT));
  const firm = sql`${ctx.firmId}`;
  const account = sql`join merchant_accounts a on a.firm_id = ${firm} and a.id = x.account_id`;
  return sql`
    with p as materialized (
      select * from listed_payments p where p.firm_id = ${firm} ${accountsOf(ctx, sql`p.account_id`)}
        and (${holds(sql`p.search_text`, q)} ${amountOf(q, currency, locale)}) limit ${most}
    ), y as materialized (
      select * from found_payers y where y.firm_id = ${firm} and ${holds(sql`y.search_text`, q)} limit ${most}
    ), l as materialized (
      select * from found_links l where l.firm_id = ${firm} ${accountsOf(ctx, sql`l.account_id`)}
        and ${holds(sql`l.search_text`, q)} limit ${most}
    )
    select json_build_object(
      'payments', (select json_agg(row_to_json(r)) from (
        select x.id, x.number, x.payer_name, x.invoice_number, x.amount_cents, x.currency, x.status, a.kind, x.created_at
        from p x ${account} order by x.created_at desc, x.id desc limit ${limit}) r),
      'payers', (select json_agg(row_to_json(r)) from (
        select x.id, x.name, x.emails from y x order by lower(x.name) not like ${`${likePlain(q)}%`}, lower(x.name), x.id limit ${limit}) r),
      'links', (select json_agg(row_to_json(r)) from (
        select x.id, x.number, x.recipient_name, x.invoice_number, x.amount_cents, x.currency, a.kind
        from l x ${account} order by x.created_at desc, x.id desc limit ${limit}) r)
    ) as answer`;
}

function holds(column: SQL, q: string): SQL {
  const words = patternsOf(q).map((patterns) => {
    const fits = patterns.map((pattern) => sql`${column} like lower(${pattern})`);
    return sql`(${sql.join(fits, sql` or `)})`;
  });
  return sql.join(words, sql` and `);
}

function amountOf(q: string, currency: string, locale: string): SQL {
  if (!/\d[.,]\d{2}$/.test(q)) return sql``;
  const read = parseMoney(q, { currency, locale });
  return read.ok ? sql`or p.amount_cents = ${read.amountCents}` : sql``;
}

function accountsOf(ctx: Ctx, column: SQL): SQL {
  const limit = visibleAccountIds(ctx);
  return limit === null ? sql`` : sql`and ${column} = any(${`{${limit.join(",")}}`}::text[])`;
}

function likePlain(q: string): string {
  return q.toLowerCase().replace(/[\\%_]/g, (mark) => `\\${mark}`);
}
