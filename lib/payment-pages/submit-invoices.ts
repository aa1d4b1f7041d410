import type { SystemOf } from "@/lib/connect-pages/find-open-invoices";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { readBill } from "./internal/invoices";
import { keepSubmission } from "./internal/keep-submission";
import type { SubmitPageInput } from "./schemas";

/**
 * What a visitor ticked on a Connect page; see `keepSubmission`. Moves no money. The invoices are looked up anew by the typed numbers: nothing
 * but the ticks, and amounts where parts may be paid, is taken from the browser.
 * @throws AppError not_found (page_unknown), invalid_input with each problem by its field, refused (invoices_nothing),
 * upstream_unavailable (invoices_unreachable)
 */
export async function submitInvoices(
  ctx: Ctx,
  pageId: string,
  input: SubmitPageInput,
  systemOf?: SystemOf,
): Promise<{ token: string }> {
  const bill = await readBill(ctx, pageId, input, systemOf);
  if (!bill) throw new AppError("not_found", { reason: "page_unknown" });
  return inFirm(ctx, (tx) => keepSubmission(ctx, tx, { pageId, input, bill }));
}
