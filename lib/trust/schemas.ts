import { z } from "zod";
import { sortTextsOf } from "@/lib/lists/rules";
import { TRUST_SORTS } from "./columns";
import { REPLACEMENT_OUTCOMES } from "./model";

/** How charges against operating were seen to; the note says when and how the money was moved. */
export const MarkReplacedInput = z.object({
  chargeIds: z.array(z.string().min(1).max(60)).min(1).max(500),
  outcome: z.enum(REPLACEMENT_OUTCOMES),
  note: z.string().trim().min(1, "replacement_note_missing").max(300, "text_too_long"),
});
export type MarkReplacedInput = z.infer<typeof MarkReplacedInput>;

/** Which balances to show: one account's, or a client's or matter's by the beginning of its number. */
export const TrustFilter = z.object({
  account: z.string().max(120).default(""),
  q: z.string().trim().max(120).default(""),
  /** Also those at zero. */
  all: z.boolean().default(false),
  sort: z.enum(sortTextsOf(TRUST_SORTS)).default("client"),
  cursor: z.string().max(2_000).nullish(),
  limit: z.int().min(1).max(200).default(100),
});
export type TrustFilter = z.infer<typeof TrustFilter>;

export const MatterKey = z.object({
  account: z.string().min(1).max(120),
  client: z.string().min(1).max(120),
  matter: z.string().min(1).max(120),
});
export type MatterKey = z.infer<typeof MatterKey>;
