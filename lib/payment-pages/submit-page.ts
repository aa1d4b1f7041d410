import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { keepSubmission } from "./internal/keep-submission";
import type { SubmitPageInput } from "./schemas";

/**
 * What a visitor filled in on a page that asks for an amount or sells items; see `keepSubmission`. Moves no money.
 * @throws AppError not_found (page_unknown), invalid_input with each problem by its field
 */
export function submitPage(ctx: Ctx, pageId: string, input: SubmitPageInput): Promise<{ token: string }> {
  return inFirm(ctx, (tx) => keepSubmission(ctx, tx, { pageId, input, bill: null }));
}
