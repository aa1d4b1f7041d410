import { z } from "zod";
import { findAddressFault, splitAddresses } from "@/lib/pay-links/schemas";
import { holdsCardNumber } from "@/lib/payers/rules";

/** Every message is a word that a screen turns into a sentence (`errors.field.*`). */

const MOST_EMAILS = 20;
const id = z.string().min(1).max(60);
const requestKey = z.string().min(8).max(200);
const text = (max: number) => z.string().trim().max(max, "text_too_long");
const noNumber = (max: number) => text(max).refine((value) => !holdsCardNumber(value), "card_number_in_text");

/** What the public page sends. The token names the request; whose method it is and where it is kept come from that alone. */
export const SaveRequestedInput = z.object({
  methodToken: z.string().min(8).max(500),
  /** As it stands on a card; of a bank account the gateway’s fields ask for it, and it is "" here. */
  holder: text(120).refine((name) => !/\d{6}/.test(name), "card_number_in_text"),
  /** Which of the two consent texts the page showed, and in which language. */
  kind: z.enum(["card", "echeck"]),
  language: z.enum(["en", "fr", "es"]),
  agreed: z.literal(true, { error: "consent_missing" }),
});
export type SaveRequestedInput = z.infer<typeof SaveRequestedInput>;

export const MethodIdInput = z.object({ methodId: id });
export type MethodIdInput = z.infer<typeof MethodIdInput>;

export const RequestIdInput = z.object({ requestId: id });
export type RequestIdInput = z.infer<typeof RequestIdInput>;

/** Asks a payer for a method. `emails` as they are typed, several in one field. */
export const RequestMethodInput = z.object({
  payerId: id,
  account: z.string().min(1).max(120),
  emails: text(2_000).superRefine((typed, context) => {
    const addresses = splitAddresses(typed);
    const problem =
      (addresses.length === 0 && "request_email_missing") ||
      (addresses.length > MOST_EMAILS && "emails_too_many") ||
      (addresses.some((address) => findAddressFault(address) !== null) && "email_invalid");
    if (problem) context.addIssue({ code: "custom", message: problem });
  }),
  message: noNumber(1_000),
  requestKey,
});
export type RequestMethodInput = z.infer<typeof RequestMethodInput>;

/** Who gave leave for a charge, and how: the record that a charge on the client's word needs (C4, A7). */
export const AUTHORIZED_BY = ["phone", "mail", "in_person", "letter"] as const;
