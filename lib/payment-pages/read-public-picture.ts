import { and, eq } from "drizzle-orm";
import { pagePictures } from "@/db/schema/payment-pages";
import { findInDirectory } from "@/lib/platform/directory";
import { payerContext } from "@/lib/platform/make-context";
import { inFirm } from "@/lib/platform/tx";

/** The picture of an item for everybody who knows its address; null for one that there is not. Reads only. */
export async function readPublicPicture(
  firmId: string,
  pictureId: string,
): Promise<{ contentType: string; bytes: Uint8Array } | null> {
  const entry = await findInDirectory("firm", firmId);
  if (!entry) return null;
  const ctx = payerContext(entry.firmId, pictureId, "");
  const [row] = await inFirm(ctx, (tx) =>
    tx
      .select({ contentType: pagePictures.contentType, content: pagePictures.content })
      .from(pagePictures)
      .where(and(eq(pagePictures.firmId, entry.firmId), eq(pagePictures.id, pictureId))),
  );
  return row ? { contentType: row.contentType, bytes: row.content } : null;
}
