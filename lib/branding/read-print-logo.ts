import type { PrintedDocument } from "@/lib/documents/model";
import { readPublicLogo } from "./read-public-logo";
import { logoOf } from "./rules";

/**
 * A document with its firm's logo; as it is without one, and with a WebP, which PDF does not know. Opens a transaction of its own, so
 * it is called outside any.
 */
export async function readPrintLogo(
  printed: PrintedDocument,
  firm: { firmId: string; brand: Readonly<Record<string, string>> },
): Promise<PrintedDocument> {
  const logo = logoOf(firm);
  if (!logo || logo.kind === "webp") return printed;
  const file = await readPublicLogo(firm.firmId, logo.id);
  if (!file) return printed;
  const { width, height } = logo;
  return { ...printed, firm: { ...printed.firm, logo: { bytes: file.bytes, width, height } } };
}
