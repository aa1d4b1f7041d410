import type Stripe from "stripe";
import { invalid } from "./failures";
import type { Range } from "./fields";

type Listed = { id: string; created?: number };
type Page = { limit?: number; starting_after?: string; ending_before?: string; created?: Range };

/** A page of a list, newest first: docs.stripe.com/api/pagination. @throws StripeFailure 400 for a cursor that is in no list */
export function paginate<T extends Listed>(url: string, all: T[], page: Page): Stripe.ApiList<T> {
  const rows = all.filter((row) => isWithin(row.created ?? 0, page.created));
  const limit = page.limit ?? 10;
  if (page.ending_before !== undefined) {
    const end = placeOf(rows, page.ending_before, "ending_before");
    const start = Math.max(0, end - limit);
    return { object: "list", data: rows.slice(start, end), has_more: start > 0, url };
  }
  const start = page.starting_after === undefined ? 0 : placeOf(rows, page.starting_after, "starting_after") + 1;
  return { object: "list", data: rows.slice(start, start + limit), has_more: rows.length > start + limit, url };
}

function placeOf(rows: Listed[], id: string, param: string): number {
  const place = rows.findIndex((row) => row.id === id);
  if (place < 0) throw invalid(`No such object: '${id}'`, { code: "resource_missing", param });
  return place;
}

function isWithin(created: number, range: Range | undefined): boolean {
  if (range === undefined) return true;
  if (typeof range === "number") return created === range;
  const { gt, gte, lt, lte } = range;
  return (
    (gt === undefined || created > gt) &&
    (gte === undefined || created >= gte) &&
    (lt === undefined || created < lt) &&
    (lte === undefined || created <= lte)
  );
}
