import { z } from "zod";
import { ECHECK_POSTINGS, MAX_AR_MESSAGE, MAX_LINK_LIFE_HOURS, POSTING_DATES } from "./model";

/** The form of the rules: what a posting looks like and when it leaves. */
export const ConnectSettingsInput = z.object({
  arMessage: z.string().trim().max(MAX_AR_MESSAGE, "text_too_long"),
  postingDate: z.enum(POSTING_DATES),
  postsAutomatically: z.boolean(),
  echeckPosting: z.enum(ECHECK_POSTINGS),
  linkLifeHours: z
    .int({ error: "link_hours_invalid" })
    .min(1, "link_hours_invalid")
    .max(MAX_LINK_LIFE_HOURS, "link_hours_invalid"),
});
export type ConnectSettingsInput = z.infer<typeof ConnectSettingsInput>;

/** The switch of the whole module. */
export const ConnectModuleInput = z.object({ isOn: z.boolean() });
export type ConnectModuleInput = z.infer<typeof ConnectModuleInput>;

/** Which of the firm's connections is in use. */
export const ChooseConnectionInput = z.object({ connectionId: z.string().min(1).max(40) });
export type ChooseConnectionInput = z.infer<typeof ChooseConnectionInput>;

const code = z.string().trim().max(60, "text_too_long");

/** What money of one merchant account is called in one matter system. All three empty: the account is not mapped. */
export const PostingAccountInput = z.object({
  connectionId: z.string().min(1).max(40),
  accountId: z.string().min(1).max(40),
  ledgerCode: code,
  transactionType: code,
  bankAccount: code,
});
export type PostingAccountInput = z.infer<typeof PostingAccountInput>;
