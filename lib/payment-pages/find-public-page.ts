import type { FirmView } from "@/lib/firms/model";
import { getFirm } from "@/lib/firms/queries";
import { findInDirectory } from "@/lib/platform/directory";
import { AppError } from "@/lib/platform/errors";
import { payerContext } from "@/lib/platform/make-context";
import { inFirm } from "@/lib/platform/tx";
import { loadOpenPage, publicPageOf } from "./internal/load";
import type { PublicPage } from "./model";
import { addressKeyOf } from "./rules";

export type FoundPage = { page: PublicPage; firm: FirmView };

/** What an address opens; null for an unknown one, a draft, and a Connect page where Connect is off. Reads only. */
export async function findPublicPage(firmSlug: string, pageSlug: string): Promise<FoundPage | null> {
  const entry = await findInDirectory("payment_page", addressKeyOf(firmSlug, pageSlug));
  if (!entry) return null;
  const ctx = payerContext(entry.firmId, entry.refId, "");
  return inFirm(ctx, async (tx) => {
    const { page, account } = await loadOpenPage(ctx, tx, entry.refId);
    return { page: await publicPageOf(ctx, tx, page, account), firm: await getFirm(ctx, tx) };
  }).catch((error) => {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  });
}
