import { and, eq, inArray, or, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { foundPostings, postings } from "@/db/schema/postings";
import type { PickedRows } from "@/lib/lists/model";
import { visibleAccountIds } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { pickedCondition } from "@/lib/platform/list-order";
import type { Tx } from "@/lib/platform/tx";
import { likePlain, patternsOf, rarePartOf } from "@/lib/search/rules";
import { STATES_OF_VIEW } from "../model";
import type { PostingFilter } from "../schemas";
import { selectRows, visiblePostings } from "./select-rows";

/** Records of the list's own order that are looked at before a text is looked up: what stands on many is found among them. */
const FIRST_LOOK = 500;

type Asked = Pick<PostingFilter, "view" | "q" | "limit"> & { picked?: PickedRows | null };
type Order = { by: SQL; after: SQL | undefined };

/**
 * The rows of one page and one more. The index of text gathers every hit before it gives the first, and the database takes each text for
 * rare; so the next rows of the order are looked at first (docs/decisions/0009-lists-are-asked-through-a-view.md).
 */
export async function readPage(ctx: Ctx, tx: Tx, filter: Asked, order: Order) {
  if (filter.q !== "") {
    const near = await pageQuestion(tx, filter, order, and(visiblePostings(ctx), isNear(ctx, tx, filter, order)));
    if (near.length > filter.limit) return near;
  }
  return pageQuestion(tx, filter, order, and(visiblePostings(ctx), isFound(ctx, filter.q)));
}

/** One page and one row more, of the records that hold a condition. Its plan is tested (read-page.db.test.ts). */
export function pageQuestion(tx: Tx, { view, limit, picked }: Asked, { by, after }: Order, condition: SQL | undefined) {
  return selectRows(tx)
    .where(and(condition, isOfView(view), pickedCondition(sql`${postings.id}`, picked), after))
    .orderBy(by)
    .limit(limit + 1);
}

/** Records of a view of Manage Postings; of every state for "all". */
function isOfView(view: PostingFilter["view"]): SQL | undefined {
  return view === "all" ? undefined : inArray(postings.state, [...STATES_OF_VIEW[view]]);
}

function isNear(ctx: Ctx, tx: Tx, { view, q }: Asked, { by, after }: Order): SQL | undefined {
  const next = tx
    .select({ id: postings.id })
    .from(postings)
    .where(and(visiblePostings(ctx), isOfView(view), after))
    .orderBy(by)
    .limit(FIRST_LOOK);
  const p = postings;
  const text = sql`posting_search_text(${p.number}, ${p.payerName}, ${p.clientNumber}, ${p.clientName}, ${p.matterNumber}, ${p.matterName},
    ${p.invoiceNumber}, ${p.payorName})`;
  return and(sql`${postings.id} = any(array(${next}))`, holdsText(text, q));
}

/**
 * Asked of the view that sees one firm, and by itself: beneath row-level security, of the view's table or of one beside it, the database keeps
 * text search away from its index.
 */
export function isFound(ctx: Ctx, q: string): SQL | undefined {
  if (q === "") return undefined;
  const { id, firmId, searchText } = foundPostings;
  const where = and(eq(firmId, ctx.firmId), holdsText(searchText, q));
  return sql`${postings.id} = any(array(select ${id} from ${foundPostings} where ${where}))`;
}

/** What counts and sums are made of: the view's rows that the actor may see and that hold a text; all of them for "". */
export function foundBy(ctx: Ctx, q: string): SQL | undefined {
  const { firmId, accountId, searchText } = foundPostings;
  const visibleIds = visibleAccountIds(ctx);
  return and(
    eq(firmId, ctx.firmId),
    visibleIds === null ? undefined : inArray(accountId, [...visibleIds]),
    holdsText(searchText, q),
  );
}

/** Every word stands somewhere in the text; a short one where a word begins. Nothing for "". */
export function holdsText(text: SQLWrapper, q: string): SQL | undefined {
  return and(...patternsOf(q).map(({ word, patterns }) => holdsWord(text, word, patterns)));
}

function holdsWord(text: SQLWrapper, word: string, patterns: readonly string[]): SQL | undefined {
  const rare = rarePartOf(word);
  if (rare === null) return or(...patterns.map((pattern) => sql`${text} like lower(${pattern})`));
  return and(sql`${text} like lower(${`%${likePlain(rare)}%`})`, sql`strpos(${text}, lower(${word})) > 0`);
}
