import { z } from "zod";
import { CAPTCHA_KINDS } from "@/lib/captcha/model";
import { RemindersInput } from "@/lib/link-reminders/schemas";
import { LINK_METHODS } from "./model";

const text = z.string().trim().max(2_000, "text_too_long");

/** The form of the settings screen. */
export const LinkSettingsInput = z.object({
  defaultMessage: text,
  disclaimer: z.string().trim().max(600, "text_too_long"),
  lifeDays: z.int({ error: "life_days_invalid" }).min(1, "life_days_invalid").max(366, "life_days_invalid"),
  methods: z.enum(LINK_METHODS),
  allowsPartPayment: z.boolean(),
  captcha: z.enum(CAPTCHA_KINDS),
  reminders: RemindersInput,
});
export type LinkSettingsInput = z.infer<typeof LinkSettingsInput>;
