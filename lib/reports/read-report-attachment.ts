import { findExportFile, readExportParts } from "@/lib/exports/read-export-file";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { fitsIntoMail } from "./rules";

/** The file of a report's mail, none when it is too large for one. For the mail that was composed from the same export. */
export async function readReportAttachment(
  ctx: Ctx,
  exportId: string,
): Promise<{ fileName: string; contentType: string; bytes: Uint8Array }[]> {
  const file = await inFirm(ctx, (tx) => findExportFile(ctx, tx, exportId));
  if (file?.status !== "done" || !fitsIntoMail(file.bytes)) return [];
  const parts: Uint8Array[] = [];
  for await (const part of readExportParts(ctx, exportId)) parts.push(part);
  return [{ fileName: file.fileName, contentType: file.contentType, bytes: Buffer.concat(parts) }];
}
