import { and, asc, eq, inArray, isNull, ne, notInArray, sql } from "drizzle-orm";
import { pageItems, submissionItems } from "@/db/schema/payment-pages";
import { payments } from "@/db/schema/payments";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import type { OrderLine, PageItem } from "../model";
import { obligationOfSubmission, readTaxRate, STOCK_RELEASED } from "../rules";
import type { PaymentPageForm } from "../schemas";
import { checkPictures, findPictures } from "./pictures";

/** What a page sells, in its order, with how many are left of each. */
export async function readItems(ctx: Ctx, tx: Tx, pageId: string): Promise<PageItem[]> {
  const rows = await tx
    .select()
    .from(pageItems)
    .where(and(eq(pageItems.firmId, ctx.firmId), eq(pageItems.pageId, pageId), isNull(pageItems.removedAt)))
    .orderBy(asc(pageItems.place), asc(pageItems.id));
  const counted = rows.filter(({ stock }) => stock !== null).map(({ id }) => id);
  const sold = await countSold(ctx, tx, counted);
  const pictures = await findPictures(
    ctx,
    tx,
    rows.map(({ pictureId }) => pictureId),
  );
  const pictureOf = ({ pictureId, pictureAlt: alt }: (typeof rows)[number]) => {
    const found = pictures.get(pictureId ?? "");
    return found ? { ...found, alt } : null;
  };
  return rows.map((row) => {
    const { id, name, note, priceCents, taxThousandths, mostQuantity, stock } = row;
    return {
      ...{ id, name, note, priceCents, taxThousandths, mostQuantity, stock },
      picture: pictureOf(row),
      left: stock === null ? null : Math.max(0, stock - (sold.get(id) ?? 0)),
    };
  });
}

/**
 * How many were sold of items, by their id: what payments hold that are under way, unknown or taken. Counted anew each time, so that no
 * move of a payment can be forgotten. `except`: a submission that is not counted.
 */
async function countSold(ctx: Ctx, tx: Tx, itemIds: readonly string[], except = ""): Promise<Map<string, number>> {
  if (itemIds.length === 0) return new Map();
  const line = submissionItems;
  const rows = await tx
    .select({ itemId: line.itemId, sold: sql<number>`sum(${line.quantity})::int` })
    .from(line)
    .innerJoin(
      payments,
      and(
        eq(payments.firmId, line.firmId),
        eq(payments.obligation, sql`${obligationOfSubmission("")} || ${line.submissionId}`),
      ),
    )
    .where(
      and(
        eq(line.firmId, ctx.firmId),
        inArray(line.itemId, [...itemIds]),
        ne(line.submissionId, except),
        notInArray(payments.status, [...STOCK_RELEASED]),
      ),
    )
    .groupBy(line.itemId);
  return new Map(rows.map(({ itemId, sold }) => [itemId, sold]));
}

/** In the claiming transaction: what is asked for is still there, and nobody else takes it meanwhile. @throws AppError refused (items_sold_out) */
export async function takeStock(ctx: Ctx, tx: Tx, submissionId: string): Promise<void> {
  const lines = await readOrder(ctx, tx, submissionId);
  if (await isSoldOut(ctx, tx, { submissionId, lines, lock: true }))
    throw new AppError("refused", { reason: "items_sold_out" });
}

type Asked = { submissionId: string; lines: readonly OrderLine[]; lock: boolean };

/** Whether less is left than a submission asks for. `lock`: one transaction at a time finds out, until it ends. */
export async function isSoldOut(ctx: Ctx, tx: Tx, { submissionId, lines, lock }: Asked): Promise<boolean> {
  if (lines.length === 0) return false;
  const ids = lines.map(({ itemId }) => itemId);
  const asked = tx
    .select({ id: pageItems.id, stock: pageItems.stock })
    .from(pageItems)
    .where(and(eq(pageItems.firmId, ctx.firmId), inArray(pageItems.id, ids), sql`${pageItems.stock} is not null`))
    // Always in this order, so that two orders of the same items do not wait for each other.
    .orderBy(asc(pageItems.id));
  const counted = await (lock ? asked.for("update") : asked);
  const stocks = new Map(counted.map(({ id, stock }) => [id, stock ?? 0]));
  const sold = await countSold(ctx, tx, [...stocks.keys()], submissionId);
  return lines.some(({ itemId, quantity }) => {
    const stock = stocks.get(itemId);
    return stock !== undefined && quantity > stock - (sold.get(itemId) ?? 0);
  });
}

/** What was bought, in the order of the page; nothing where no items were sold. */
export function readOrder(ctx: Ctx, tx: Tx, submissionId: string): Promise<OrderLine[]> {
  const { itemId, name, quantity, priceCents, taxThousandths, taxCents } = submissionItems;
  return tx
    .select({ itemId, name, quantity, priceCents, taxThousandths, taxCents })
    .from(submissionItems)
    .where(and(eq(submissionItems.firmId, ctx.firmId), eq(submissionItems.submissionId, submissionId)))
    .orderBy(asc(submissionItems.place));
}

/** Writes down what a visitor wants to buy; never changed afterwards. */
export async function keepOrder(ctx: Ctx, tx: Tx, submissionId: string, lines: readonly OrderLine[]): Promise<void> {
  if (lines.length === 0) return;
  const rows = lines.map((line, place) => ({ firmId: ctx.firmId, submissionId, place, ...line }));
  await tx.insert(submissionItems).values(rows);
}

/**
 * Writes the items of a page as its form has them. One that is no longer there is kept for what was sold of it.
 * @throws AppError invalid_input (picture_gone), conflict when somebody else took one off the page meanwhile
 */
export async function saveItems(ctx: Ctx, tx: Tx, pageId: string, items: PaymentPageForm["items"]): Promise<void> {
  const ofPage = and(eq(pageItems.firmId, ctx.firmId), eq(pageItems.pageId, pageId), isNull(pageItems.removedAt));
  const standing = await tx
    .select({ id: pageItems.id })
    .from(pageItems)
    .where(ofPage)
    .orderBy(asc(pageItems.id))
    .for("update");
  const [known, kept] = [new Set(standing.map(({ id }) => id)), new Set(items.map(({ itemId }) => itemId))];
  if (items.some(({ itemId }) => itemId !== "" && !known.has(itemId))) throw new AppError("conflict");
  const removed = [...known].filter((id) => !kept.has(id));
  if (removed.length > 0)
    await tx
      .update(pageItems)
      .set({ removedAt: ctx.clock.now() })
      .where(and(ofPage, inArray(pageItems.id, removed)));
  await checkPictures(ctx, tx, items);
  for (const [place, { itemId, name, note, priceCents, tax, most, stock, ...item }] of items.entries()) {
    const facts = {
      ...{ place, name, note, priceCents: priceCents ?? 0, taxThousandths: readTaxRate(tax) ?? 0 },
      ...{ mostQuantity: Number(most), stock: stock === "" ? null : Number(stock) },
      ...{ pictureId: item.pictureId || null, pictureAlt: item.pictureId ? item.pictureAlt : "" },
    };
    if (itemId !== "")
      await tx
        .update(pageItems)
        .set(facts)
        .where(and(ofPage, eq(pageItems.id, itemId)));
    else await tx.insert(pageItems).values({ firmId: ctx.firmId, id: ctx.ids.next("pit"), pageId, ...facts });
  }
}
