import { and, eq, inArray, lt, sql } from "drizzle-orm";
import { pagePictures } from "@/db/schema/payment-pages";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import type { ItemPicture } from "../model";
import { pictureUrlOf } from "../rules";
import type { PaymentPageForm } from "../schemas";

const KEPT_UNUSED_MS = 24 * 3_600_000;

/** The pictures with these ids, without their words. */
export async function findPictures(
  ctx: Ctx,
  tx: Tx,
  ids: readonly (string | null)[],
): Promise<Map<string, Omit<ItemPicture, "alt">>> {
  const wanted = ids.filter((id) => id !== null && id !== "") as string[];
  if (wanted.length === 0) return new Map();
  const { id, width, height } = pagePictures;
  const rows = await tx
    .select({ id, width, height })
    .from(pagePictures)
    .where(and(eq(pagePictures.firmId, ctx.firmId), inArray(id, wanted)));
  return new Map(rows.map((row) => [row.id, { ...row, url: pictureUrlOf(ctx.firmId, row.id) }]));
}

/** @throws AppError invalid_input (picture_gone) for one that lay unused too long, or never was */
export async function checkPictures(ctx: Ctx, tx: Tx, items: PaymentPageForm["items"]): Promise<void> {
  const known = await findPictures(
    ctx,
    tx,
    items.map(({ pictureId }) => pictureId),
  );
  const fields = items.flatMap(({ pictureId }, place) =>
    pictureId === "" || known.has(pictureId) ? [] : [{ path: `items.${place}.pictureId`, message: "picture_gone" }],
  );
  if (fields.length > 0) throw new AppError("invalid_input", { fields });
}

/** Takes away what was uploaded and never saved with a page. */
export async function dropUnusedPictures(ctx: Ctx, tx: Tx): Promise<void> {
  const before = new Date(ctx.clock.now().getTime() - KEPT_UNUSED_MS);
  const isShown = sql`exists (select 1 from page_items i where i.firm_id = ${pagePictures.firmId} and i.picture_id = ${pagePictures.id})`;
  await tx
    .delete(pagePictures)
    .where(and(eq(pagePictures.firmId, ctx.firmId), lt(pagePictures.addedAt, before), sql`not ${isShown}`));
}
