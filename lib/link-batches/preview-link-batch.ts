import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { findBatchAccount } from "./find-batch-account";
import { readBatchFile } from "./internal/read-file";
import type { BatchPreview } from "./model";

/**
 * Every row of a file with what is wrong in it. Writes nothing. `account` is an id or exact name, "" for the firm's default.
 * @throws AppError forbidden, invalid_input (account_unknown, trust_not_for_files, the codes of FileRefusal)
 */
export async function previewLinkBatch(ctx: Ctx, input: { file: Uint8Array; account: string }): Promise<BatchPreview> {
  requirePermission(ctx, "links.send");
  const account = await inFirm(ctx, (tx) => findBatchAccount(ctx, tx, input.account));
  const read = await readBatchFile(input.file, account.currency);
  if (read.ok) return read.preview;
  throw new AppError("invalid_input", { reason: read.refusal.code, userMessage: read.refusal.message });
}
