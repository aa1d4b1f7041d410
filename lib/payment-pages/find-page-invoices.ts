import type { SystemOf } from "@/lib/connect-pages/find-open-invoices";
import type { FoundInvoices } from "@/lib/connect-pages/model";
import { offeredInvoices } from "@/lib/connect-pages/rules";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { lookUpTyped } from "./internal/invoices";
import type { SubmitPageInput } from "./schemas";

/**
 * The open invoices that the typed numbers of a Connect page stand for, as a visitor may see them. Writes nothing, charges nothing.
 * @throws AppError not_found (page_unknown; no Connect page), invalid_input with each problem by its field
 */
export async function findPageInvoices(
  ctx: Ctx,
  pageId: string,
  { values }: Pick<SubmitPageInput, "values">,
  systemOf?: SystemOf,
): Promise<FoundInvoices> {
  const looked = await lookUpTyped(ctx, pageId, values, systemOf);
  if (!looked) throw new AppError("not_found", { reason: "page_unknown" });
  if (!looked.ok) throw new AppError("invalid_input", { fields: looked.problems });
  const { found, numbers } = looked;
  if (found.kind !== "found") return found;
  return { kind: "found", invoices: offeredInvoices(found.payables, numbers), hasMore: found.hasMore };
}
