import { z } from "zod";

/** What is looked for, as it was typed. One letter finds nothing. */
export const SearchQuery = z.object({ q: z.string().trim().max(120).catch("").default("") });
export type SearchQuery = z.infer<typeof SearchQuery>;
