import { z } from "zod";
import { createLinkBatch } from "@/lib/link-batches/create-link-batch";
import { FILE_REFUSAL_CODES } from "@/lib/link-batches/model";
import { previewLinkBatch } from "@/lib/link-batches/preview-link-batch";
import { apiOperation } from "./operation";
import { calendarDate, cents } from "./parts";

const tag = "Links";

const account = z
  .string({ error: "Write the id or the exact name of a merchant account." })
  .max(120, "Write the id or the exact name of a merchant account.")
  .default("")
  .meta({ description: "Id or exact name of an operating account. Left out: the firm's default." });

const send = z
  .enum(["true", "false", "1", "0", ""], { error: "Write true to mail the links, false to only make them." })
  .default("false")
  .transform((text) => text === "true" || text === "1")
  .meta({ description: "Mail every link to its recipients. Left out: false." });

const Problem = z.object({
  column: z.string().nullable().meta({ description: "The header's text; null when the row as a whole is wrong." }),
  message: z.string(),
});

const BatchPreviewAnswer = z
  .object({
    rows: z.array(
      z.object({
        line: z
          .int()
          .meta({ description: "The physical line on which the row begins; the first line of the file is 1." }),
        values: z
          .object({
            invoiceNumber: z.string().nullable(),
            invoiceDate: calendarDate.nullable(),
            dueDate: calendarDate.nullable(),
            recipientName: z.string().nullable(),
            recipientEmails: z.array(z.string()).nullable(),
            amountCents: cents.nullable(),
            customMessage: z.string().nullable(),
          })
          .meta({ description: "A value that is missing or wrong is null." }),
        errors: z.array(Problem),
        warnings: z.array(Problem),
      }),
    ),
    counts: z.object({ rows: z.int(), valid: z.int(), invalid: z.int() }),
    totalCents: cents.meta({ description: "Of the valid rows." }),
  })
  .meta({ id: "LinkBatchPreview" });

export const previewLinks = apiOperation({
  tag,
  name: "previewLinkBatch",
  summary: "Check a file of links",
  description:
    "Columns: Invoice Number, Invoice Date, Due Date, Recipient Name, Recipient Email, Amount, Custom Message (may be missing). Separated by comma, semicolon, tab or bar; UTF-8, UTF-16 with a mark, or Windows-1252. Writes nothing.",
  permissions: ["links.send"],
  readsFile: true,
  // `send` means nothing here; so the address that makes the links can be tried out as it stands.
  query: z.object({ account, send }),
  answer: BatchPreviewAnswer,
  isPure: true,
  refusals: [...FILE_REFUSAL_CODES, "body_too_large", "account_unknown", "trust_not_for_files"],
  verb: ({ ctx, file, query }) => previewLinkBatch(ctx, { file, account: query.account }),
});

export const createLinks = apiOperation({
  tag,
  name: "createLinkBatch",
  summary: "Make links from a file",
  description: "All links of the file, or none when any row is wrong.",
  permissions: ["links.send"],
  readsFile: true,
  query: z.object({ account, send }),
  answer: z.object({ batchId: z.string().meta({ example: "bat_0a1b2c" }), created: z.int() }).meta({ id: "LinkBatch" }),
  status: 201,
  refusals: [
    "rows_invalid",
    "file_without_rows",
    ...FILE_REFUSAL_CODES,
    "body_too_large",
    "account_unknown",
    "trust_not_for_files",
  ],
  verb: ({ ctx, file, query, requestKey }) => createLinkBatch(ctx, { file, ...query, requestKey }),
});
