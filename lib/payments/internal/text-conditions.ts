import { and, eq, gte, lte, or, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { listedPayments as p } from "@/db/schema/payments";
import { likePlain, numbersFrom, rarePartOf } from "@/lib/search/rules";

/** More words narrow nothing that a person looks for, and each costs a look into the index. */
const MOST_WORDS = 8;
/** Shorter texts have no trigram of their own; they are looked for at the beginning of words. */
const LEAST_INSIDE = 3;

/**
 * Every word stands somewhere on the payment. A text that is an amount with decimals also finds that amount; a whole id, of the
 * payment or the gateway's, its payment.
 */
export function matchesEverything(q: string, amountCents: number | null): SQL | undefined {
  const words = q.split(/\s+/).filter((word) => word !== "");
  const byText = and(...words.slice(0, MOST_WORDS).map((word) => holds(p.searchText, word)));
  const byAmount = amountCents !== null && /\d[.,]\d{2}$/.test(q) ? eq(p.amountCents, amountCents) : undefined;
  const isId = /^[a-z]+_[0-9a-zA-Z_]{6,}$/.test(q);
  return or(byText, byAmount, isId ? eq(p.id, q) : undefined, isId ? eq(p.gatewayRef, q) : undefined);
}

const WHOLE_NUMBER = /^([PRL])-\d{4}-\d{6,9}$/i;

/** Whether a text is a number written in full, of a payment, a receipt or a link. It has no other meaning in a search. */
export function isWholeNumber(text: string): boolean {
  return WHOLE_NUMBER.test(text);
}

/** Whether payments of such a number are found without a look at any text: it is whole, or begins as numbers of payments do. */
export function isNumber(text: string): boolean {
  return isWholeNumber(text) || numbersFrom(text) !== null;
}

/**
 * The payments of a text that `isNumber`: with that number, with a receipt or link of it, or with a number that begins so. The neighbour is
 * asked for alone, not for each payment: its id then has an index.
 */
export function hasNumber(firmId: string, text: string): SQL | undefined {
  const number = text.toUpperCase();
  switch (WHOLE_NUMBER.exec(number)?.[1]) {
    case "P":
      return sql`${p.number} = ${number}`;
    case "R":
      return sql`${p.id} = any(array(select r.payment_id from receipts r where r.firm_id = ${firmId} and r.number = ${number}))`;
    case "L":
      return sql`${p.linkId} = any(array(select l.id from pay_links l where l.firm_id = ${firmId} and l.number = ${number}))`;
    default: {
      const numbers = numbersFrom(text);
      return numbers ? and(gte(p.number, numbers.least), lte(p.number, numbers.most)) : undefined;
    }
  }
}

/**
 * A column holds a text. The text of the whole payment holds it then too, and that has the index; the column decides.
 */
export function containsText(column: SQLWrapper, text: string): SQL | undefined {
  return and(holds(p.searchText, text), holds(sql`lower(${column})`, text));
}

/** The database makes small letters of both sides: it and JavaScript disagree on some. */
function holds(column: SQLWrapper, text: string): SQL | undefined {
  const plain = likePlain(text);
  const like = (pattern: string) => sql`${column} like lower(${pattern})`;
  const rare = rarePartOf(text);
  if (rare !== null) return and(like(`%${likePlain(rare)}%`), sql`strpos(${column}, lower(${text})) > 0`);
  return text.length >= LEAST_INSIDE ? like(`%${plain}%`) : or(like(`${plain}%`), like(`% ${plain}%`));
}
