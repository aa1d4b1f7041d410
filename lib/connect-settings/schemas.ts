import { z } from "zod";
import { ECHECK_POSTINGS, MAX_AR_MESSAGE, MAX_LINK_LIFE_HOURS, POSTING_DATES } from "./model";

const rules = {
  arMessage: z.string().trim().max(MAX_AR_MESSAGE, "text_too_long"),
  postingDate: z.enum(POSTING_DATES),
  postsAutomatically: z.boolean(),
  echeckPosting: z.enum(ECHECK_POSTINGS),
};
const hours = z
  .int({ error: "link_hours_invalid" })
  .min(1, "link_hours_invalid")
  .max(MAX_LINK_LIFE_HOURS, "link_hours_invalid");

/** What a posting looks like and when it leaves. */
export const ConnectSettingsInput = z.object({ ...rules, linkLifeHours: hours });
export type ConnectSettingsInput = z.infer<typeof ConnectSettingsInput>;

/** The same as typed. */
export const ConnectRulesForm = z.object({
  ...rules,
  linkLifeHours: z
    .string()
    .trim()
    .regex(/^\d{1,4}$/, "link_hours_invalid")
    .transform(Number)
    .pipe(hours),
});
export type ConnectRulesTyped = z.input<typeof ConnectRulesForm>;

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

/** A layout of posting files as typed: a document in JSON, read by lib/posting-layouts/schemas.ts. */
export const PostingLayoutInput = z.object({
  connectionId: z.string().min(1).max(40),
  text: z.string().max(200_000, "text_too_long"),
});
export type PostingLayoutInput = z.infer<typeof PostingLayoutInput>;
