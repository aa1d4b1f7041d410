import { and, eq } from "drizzle-orm";
import { firmLogos } from "@/db/schema/firms";
import { findInDirectory } from "@/lib/platform/directory";
import { payerContext } from "@/lib/platform/make-context";
import { inFirm } from "@/lib/platform/tx";

/** A logo for everybody who knows its address; null for one that there is not. Reads only. */
export async function readPublicLogo(
  firmId: string,
  logoId: string,
): Promise<{ contentType: string; bytes: Uint8Array } | null> {
  const entry = await findInDirectory("firm", firmId);
  if (!entry) return null;
  const ctx = payerContext(entry.firmId, logoId, "");
  const [row] = await inFirm(ctx, (tx) =>
    tx
      .select({ contentType: firmLogos.contentType, content: firmLogos.content })
      .from(firmLogos)
      .where(and(eq(firmLogos.firmId, entry.firmId), eq(firmLogos.id, logoId))),
  );
  return row ? { contentType: row.contentType, bytes: row.content } : null;
}
