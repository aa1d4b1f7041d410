import { z } from "zod";
import { MAIL_KINDS } from "@/lib/email/model";
import { LOCALES } from "@/lib/i18n/model";
import { FIXED_MAILS, MAX_OPENING, MAX_SUBJECT } from "./model";

/** Words of a mail as they are typed; both empty: the product's own again. */
export const MailTextInput = z.object({
  kind: z.enum(MAIL_KINDS).refine((kind) => !FIXED_MAILS.includes(kind), "mail_fixed"),
  locale: z.enum(LOCALES),
  subject: z
    .string()
    .trim()
    .max(MAX_SUBJECT, "text_too_long")
    // A line break in a subject could become a header.
    .regex(/^[^\p{Cc}\u2028\u2029]*$/u, "text_one_line"),
  opening: z
    .string()
    .transform((typed) => typed.replaceAll("\r\n", "\n").trim())
    .pipe(
      z
        .string()
        .max(MAX_OPENING, "text_too_long")
        .regex(/^(?:\P{Cc}|\n|\t)*$/u, "text_characters"),
    ),
});
export type MailTextInput = z.infer<typeof MailTextInput>;
