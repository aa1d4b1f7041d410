import { z } from "zod";
import { searchItems } from "@/lib/connect-payments/search-items";
import { ApiRefusal } from "@/lib/http/api-problem";
import { PROBLEM_WORDS } from "@/lib/http/api-words";
import { ITEM_KINDS, SEARCH_FIELDS } from "@/lib/matter-systems/model";
import { AppError } from "@/lib/platform/errors";
import { apiOperation } from "./operation";
import { cents, listOf, listQuery } from "./parts";

const oneOf = (values: readonly string[]) => `Write one of ${values.join(", ")}.`;

const SearchQuery = z.object({
  by: z.enum(SEARCH_FIELDS, { error: oneOf(SEARCH_FIELDS) }).meta({ description: "What `q` is compared with." }),
  q: z
    .string({ error: "Write what to look for." })
    .trim()
    .min(1, "Write what to look for.")
    .max(200, "Write at most 200 characters.")
    .meta({ description: "As it stands: quotes, `%` and `_` mean themselves." }),
  kind: z.enum(ITEM_KINDS, { error: oneOf(ITEM_KINDS) }).default("invoice"),
  match: z
    .enum(["contains", "exact"], { error: oneOf(["contains", "exact"]) })
    .default("contains")
    .meta({ description: "`exact` compares the whole field, regardless of case." }),
  limit: listQuery.limit,
  cursor: z
    .string({ error: "Write the `nextCursor` of an earlier answer, unchanged." })
    .max(500, "Write the `nextCursor` of an earlier answer, unchanged.")
    .refine(isCursor, "Write the `nextCursor` of an earlier answer, unchanged.")
    .optional()
    .meta({ description: "The `nextCursor` of the answer before." }),
});

const OpenItemAnswer = z
  .object({
    key: z.string().meta({ description: "The matter system's own name of the item." }),
    kind: z.enum(ITEM_KINDS),
    clientNumber: z.string(),
    clientName: z.string(),
    matterNumber: z.string(),
    matterName: z.string(),
    invoiceNumber: z.string().meta({ description: "Empty for a trust ledger." }),
    payorNumber: z.string(),
    payorName: z.string(),
    payorPercent: z.number().nullable().meta({ description: "The payor's share of the bill." }),
    bankAccount: z.string().meta({ description: "Of a trust ledger; empty for an invoice." }),
    datedOn: z.string().nullable(),
    originalCents: cents,
    balanceCents: cents.meta({
      description: "Open on the invoice, or held on the ledger, as the matter system has it.",
    }),
    unconfirmedCents: cents.meta({ description: "Paid here and not seen in the matter system yet." }),
    askedCents: cents.meta({ description: "Asked for by links that are outstanding; it lowers nothing." }),
    openCents: cents.meta({ description: "What may still be put on an invoice; what is held on a ledger." }),
    currency: z.string(),
  })
  .meta({ id: "OpenItem" });

export const searchOpenItems = apiOperation({
  name: "searchOpenItems",
  tag: "Connect",
  summary: "Open items of the matter system",
  description:
    "Open invoices or trust ledgers, oldest first, as they stand now. 404 `connect_off` while the Connect module is off; 503 `connector_down`, `connector_slow` or `connector_failed` when the matter system does not answer.",
  permissions: ["connect.pay"],
  query: SearchQuery,
  answer: listOf(OpenItemAnswer),
  refusals: ["connect_off", "no_matter_system", "connector_down", "connector_slow", "connector_failed"],
  verb: async ({ ctx, query: { q: query, cursor, ...search } }) => {
    const { items, nextCursor } = await searchItems(ctx, { ...search, query, cursor: cursor ?? null }).catch(refuse);
    return { data: items, nextCursor };
  },
});

/** Told here: the service at the firm would only say that it failed. */
function isCursor(text: string): boolean {
  try {
    return typeof JSON.parse(Buffer.from(text, "base64url").toString("utf8")) === "object";
  } catch {
    return false;
  }
}

/** Which of the outages it is, for programs. */
function refuse(error: unknown): never {
  const isOutage = error instanceof AppError && error.code === "upstream_unavailable";
  const words = isOutage ? PROBLEM_WORDS[error.reason] : undefined;
  if (!isOutage || !words) throw error;
  const { title = "", detail = "" } = words;
  throw new ApiRefusal({ status: 503, code: error.reason, title, detail: error.userMessage ?? detail, errors: [] });
}
