import { z } from "zod";
import type { UploadLink } from "@/lib/link-uploads/model";
import { getLinkUpload, listUploadLinks } from "@/lib/link-uploads/queries";
import type { Cell, ListColumn } from "@/lib/lists/model";
import type { Ctx } from "@/lib/platform/context";
import { appUrl } from "@/lib/platform/env";
import { makeSource } from "./source";

const PAGE = 500;

/** Of one upload. */
const LinksQuery = z.object({ upload: z.string().min(1).max(60) });

const COLUMNS = [
  { id: "invoice", kind: "text" },
  { id: "invoice_date", kind: "date" },
  { id: "due", kind: "date" },
  { id: "recipient", kind: "text" },
  { id: "email", kind: "text" },
  { id: "amount", kind: "money" },
  { id: "message", kind: "text" },
  { id: "url", kind: "text" },
  { id: "number", kind: "text" },
  { id: "expires_at", kind: "instant" },
] as const satisfies readonly ListColumn[];

const CELLS: Record<string, (link: UploadLink) => Cell> = {
  invoice: (link) => link.invoiceNumber,
  invoice_date: (link) => link.invoiceDate,
  due: (link) => link.dueDate,
  recipient: (link) => link.recipientName,
  email: (link) => link.recipientEmails.join("; "),
  amount: (link) => link.amountCents,
  message: (link) => link.message,
  url: (link) => `${appUrl()}/pay/${link.token}`,
  number: (link) => link.number,
  expires_at: (link) => link.expiresAt,
};

/** The links of an upload with their addresses, in the order of its file. For whoever may hand them out. */
export const paymentLinkSource = makeSource<z.infer<typeof LinksQuery>, UploadLink>({
  permission: "links.send",
  columns: COLUMNS,
  labels: "exports.columns.paymentLinks",
  readFilter: (query) => LinksQuery.parse(query),
  count: async (ctx, { upload }) => (await getLinkUpload(ctx, upload)).made,
  stream: (ctx, { upload }) => readLinks(ctx, upload),
  cellOf: (id, link) => CELLS[id]?.(link) ?? null,
  currencyOf: (link) => link.currency,
  words: {},
});

async function* readLinks(ctx: Ctx, uploadId: string): AsyncGenerator<readonly UploadLink[]> {
  let afterLine = 0;
  for (;;) {
    const links = await listUploadLinks(ctx, { uploadId, afterLine, limit: PAGE });
    const last = links.at(-1);
    if (!last) return;
    yield links;
    afterLine = last.line;
  }
}
