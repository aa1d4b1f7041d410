import { createLinkUpload } from "@/lib/link-uploads/create-link-upload";
import { getLinkUpload } from "@/lib/link-uploads/queries";
import { startLinkUpload } from "@/lib/link-uploads/start-link-upload";
import type { Ctx } from "@/lib/platform/context";

export const UPLOAD_HEADER =
  "Invoice Number,Invoice Date,Due Date,Recipient Name,Recipient Email,Amount,Custom Message";

let made = 0;

/** A good row of a file: invoice, address and amount as they are given. */
export function rowOf(
  invoice: string,
  email = `${invoice.toLowerCase()}@bluewater.example`,
  amount = "$1,250.00",
): string {
  return `${invoice},2026-11-01,12/01/2026,Elena Marsh,${email},"${amount}",`;
}

export function fileOf(...rows: string[]): Uint8Array {
  return new TextEncoder().encode([UPLOAD_HEADER, ...rows, ""].join("\r\n"));
}

export function manyRows(count: number, mark = "M"): string[] {
  return Array.from({ length: count }, (_, index) =>
    rowOf(`${mark}-${index}`, `${mark}${index}@many.example`, "10.00"),
  );
}

/** An upload in review. */
export async function makeUpload(ctx: Ctx, ...rows: string[]): Promise<string> {
  made += 1;
  const wish = { file: fileOf(...rows), account: "Operating", name: "october.csv", key: `test-upload-${made}` };
  return (await createLinkUpload(ctx, wish)).uploadId;
}

/** Begins an upload as somebody who has seen its rows as they stand. */
export async function startUpload(ctx: Ctx, uploadId: string, send = true): Promise<string> {
  const { revision } = await getLinkUpload(ctx, uploadId);
  return (await startLinkUpload(ctx, { uploadId, send, revision })).batchId;
}
