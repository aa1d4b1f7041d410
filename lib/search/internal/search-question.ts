import { type SQL, sql } from "drizzle-orm";
import { parseMoney } from "@/lib/money/parse-money";
import { visibleAccountIds } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { likePlain, numbersFrom, patternsOf, rarePartOf } from "../rules";

const MOST_OF_A_KIND = sql.raw("5");
/** Newest payments that are looked at before the index of text: what very many hold is found among them, in an instant. */
const FIRST_LOOK = sql.raw("4000");
/** Of a word that many hold all the same, the newest among this many are good enough; looking at all would take long. */
const MOST_LOOKED_AT = sql.raw("1000");
/** Of so many found payers the invoices are looked for. */
const MOST_PAYERS_LOOKED_AT = sql.raw("20");

export type SearchWish = { q: string; currency: string; locale: string };

/** Asks the views that see one firm: beneath row-level security the database keeps text search away from its index. */
export function searchQuestion(ctx: Ctx, wish: SearchWish): SQL {
  const { q } = wish;
  const firm = sql`${ctx.firmId}`;
  const account = sql`join merchant_accounts a on a.firm_id = ${firm} and a.id = x.account_id`;
  return sql`
    with ${paymentParts(ctx, wish)}, y as materialized (
      select * from found_payers y where y.firm_id = ${firm} and ${indexed(sql`y.search_text`, q)} limit ${MOST_LOOKED_AT}
    ), l as materialized (
      select * from found_links l where l.firm_id = ${firm} ${accountsOf(ctx, sql`l.account_id`)}
        and ${indexed(sql`l.search_text`, q)} limit ${MOST_LOOKED_AT}
    ), ${invoiceParts(ctx, q)}
    select json_build_object(
      'payments', (select json_agg(row_to_json(r)) from (
        select x.id, x.number, x.payer_name, x.invoice_number, x.amount_cents, x.currency, x.status, a.kind, x.created_at
        from (select * from numbered union select * from near union select * from far) x ${account}
        order by x.created_at desc, x.id desc limit ${MOST_OF_A_KIND}) r),
      'payers', (select json_agg(row_to_json(r)) from (
        select x.id, x.name, x.emails from y x order by lower(x.name) not like ${`${likePlain(q.toLowerCase())}%`}, lower(x.name), x.id
        limit ${MOST_OF_A_KIND}) r),
      'links', (select json_agg(row_to_json(r)) from (
        select x.id, x.number, x.recipient_name, x.invoice_number, x.amount_cents, x.currency, a.kind
        from l x ${account} order by x.created_at desc, x.id desc limit ${MOST_OF_A_KIND}) r),
      'invoices', (select json_agg(row_to_json(r)) from (
        select x.id, x.number, x.bill_to, x.total_cents, x.currency, a.kind
        from (select * from invoice_of_number union select * from invoice_near union select * from invoice_of_payer) x ${account}
        order by x.created_at desc, x.id desc limit ${MOST_OF_A_KIND}) r)
    ) as answer`;
}

/**
 * Payments in three steps, each only when those before it have not found enough: by the beginning of a number; among the newest; by the
 * index of text, which gathers every hit before it gives the first, and so is the slower the more there are.
 */
function paymentParts(ctx: Ctx, { q, currency, locale }: SearchWish): SQL {
  const columns = sql`p.id, p.number, p.payer_name, p.invoice_number, p.amount_cents, p.currency, p.status, p.account_id, p.created_at`;
  const seen = sql`p.firm_id = ${ctx.firmId} ${accountsOf(ctx, sql`p.account_id`)}`;
  const numbers = numbersFrom(q);
  // "offset 0" and the order around it: in view of a limit alone the database would rather read the whole table until it is reached.
  // No number is empty: for "false" the database would start its parallel workers.
  const byNumber = numbers ? sql`p.number >= ${numbers.least} and p.number <= ${numbers.most}` : sql`p.number = ''`;
  const amount = amountOf(q, currency, locale);
  return sql`numbered as materialized (
      select ${columns} from listed_payments p where ${seen} and ${byNumber} order by p.number desc limit ${MOST_OF_A_KIND}
    ), near as materialized (
      select ${columns} from (
        select * from listed_payments p where p.firm_id = ${ctx.firmId} order by p.created_at desc, p.id desc limit ${FIRST_LOOK}) p
      where not exists (select 1 from numbered) and ${seen} and (${holds(sql`p.search_text`, q)} ${amount})
      order by p.created_at desc, p.id desc limit ${MOST_OF_A_KIND}
    ), far as materialized (
      select * from (
        select ${columns} from listed_payments p
        where not exists (select 1 from numbered) and (select count(*) from near) < ${MOST_OF_A_KIND}
          and ${seen} and (${indexed(sql`p.search_text`, q)} ${amount}) offset 0) p
      order by p.created_at desc, p.id desc limit ${MOST_OF_A_KIND}
    )`;
}

/**
 * Invoices of the firm's own, where it makes any: the one of that number, those of the payers that were found, and of the newest those
 * that hold every word. Each by an index of its own; older ones are found by their number or payer.
 */
function invoiceParts(ctx: Ctx, q: string): SQL {
  const columns = sql`v.id, v.number, v.bill_to, v.total_cents, v.currency, v.account_id, v.created_at`;
  const seen = sql`v.firm_id = ${ctx.firmId} ${accountsOf(ctx, sql`v.account_id`)}
    and exists (select 1 from invoice_settings s where s.firm_id = ${ctx.firmId} and s.is_on)`;
  const text = sql`lower(concat_ws(' ', v.number, v.bill_to, v.client_ref, v.matter_ref, array_to_string(v.recipient_emails, ' ')))`;
  return sql`invoice_of_number as materialized (
      select ${columns} from invoices v where ${seen} and v.number in (${q}, ${q.toUpperCase()}) limit ${MOST_OF_A_KIND}
    ), invoice_near as materialized (
      select ${columns} from (
        select * from invoices v where v.firm_id = ${ctx.firmId} order by v.created_at desc, v.id desc limit ${FIRST_LOOK}) v
      where ${seen} and ${holds(text, q)} order by v.created_at desc, v.id desc limit ${MOST_OF_A_KIND}
    ), invoice_of_payer as materialized (
      select v.* from (select id from y order by id limit ${MOST_PAYERS_LOOKED_AT}) p, lateral (
        select ${columns} from invoices v where ${seen} and v.payer_id = p.id
        order by v.created_at desc, v.id desc limit ${MOST_OF_A_KIND}) v
      order by v.created_at desc, v.id desc limit ${MOST_OF_A_KIND}
    )`;
}

/** Each word stands in the text. */
function holds(column: SQL, q: string): SQL {
  return sql.join(
    patternsOf(q).map(({ patterns }) => likeAny(column, patterns)),
    sql` and `,
  );
}

/** The same, asked so that the index of text has little to do. */
function indexed(column: SQL, q: string): SQL {
  const words = patternsOf(q).map(({ word, patterns }) => {
    const rare = rarePartOf(word);
    if (rare === null) return likeAny(column, patterns);
    return sql`(${column} like lower(${`%${likePlain(rare)}%`}) and strpos(${column}, lower(${word})) > 0)`;
  });
  return sql.join(words, sql` and `);
}

function likeAny(column: SQL, patterns: readonly string[]): SQL {
  const fits = patterns.map((pattern) => sql`${column} like lower(${pattern})`);
  return sql`(${sql.join(fits, sql` or `)})`;
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
