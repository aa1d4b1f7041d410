import { z } from "zod";
import { LINK_STATUSES } from "@/lib/pay-links/model";
import { amountCents, calendarDate, cents, instant, listOf, listQuery, optionalText } from "./parts";

const MOST_ADDRESSES = 20;

const Addresses = z
  .array(
    z
      .email({ error: "Write addresses such as name@example.com, separated by `;`." })
      .max(254, "An address has at most 254 characters."),
  )
  .max(MOST_ADDRESSES, `Write at most ${MOST_ADDRESSES} addresses.`);

const recipientEmail = z
  .string({ error: "Write one address, or several separated by `;`." })
  .nullish()
  .transform((text, refinement) => {
    const parsed = Addresses.safeParse(splitAddresses(text ?? ""));
    if (parsed.success) return parsed.data;
    // One field for the sender: the position within the text says nothing to them.
    refinement.addIssue({ code: "custom", message: parsed.error.issues[0]?.message ?? "" });
    return z.NEVER;
  })
  .meta({ description: "One address, or several separated by `;` or `,`.", example: "elena@marsh.example" });

export const accountField = z
  .string({ error: "Write the id or the exact name of a merchant account." })
  .min(1, "Write the id or the exact name of a merchant account.")
  .max(120, "Write the id or the exact name of a merchant account.")
  .meta({ description: "Id or exact name of a merchant account.", example: "Operating" });

export const CreateLinkBody = z
  .strictObject({
    account: accountField,
    amountCents,
    invoiceNumber: optionalText(60).meta({ example: "204118" }),
    dueDate: calendarDate.nullish(),
    recipientName: optionalText(120),
    recipientEmail,
    message: optionalText(2000).meta({ description: "May hold {recipient}, {invoice}, {amount} and {due date}." }),
    clientRef: optionalText(120).meta({ description: "The client in your matter system; required on trust accounts." }),
    matterRef: optionalText(120).meta({ description: "The matter; required on trust accounts." }),
    send: z
      .boolean({ error: "Write true to mail the link, false to only make it." })
      .meta({ description: "Mail the link to `recipientEmail`." }),
  })
  .refine((body) => !body.send || body.recipientEmail.length > 0, {
    path: ["recipientEmail"],
    message: "Write at least one address, or set `send` to false.",
    when: ({ issues }) => issues.length === 0,
  })
  .meta({ id: "CreateLink" });

export const LinkListQuery = z.object({
  status: z
    .enum(LINK_STATUSES, { error: `Write one of: ${LINK_STATUSES.join(", ")}.` })
    .optional()
    .meta({ description: "Only links of this status. Left out: all." }),
  ...listQuery,
});

const linkFields = {
  id: z.string().meta({ example: "lnk_0a1b2c" }),
  url: z.string().meta({ description: "The page that your client pays on. Whoever has it may pay.", format: "uri" }),
  status: z.enum(LINK_STATUSES),
  amountCents: cents,
  amountPaidCents: cents,
  balanceCents: cents.meta({ description: "What was asked for less what was paid." }),
  partPaid: z.boolean(),
  expiresAt: instant,
  number: z.string().meta({ example: "L-2026-000123" }),
  account: z.string().meta({ description: "Name of the merchant account." }),
  accountId: z.string(),
  currency: z.string().meta({ example: "USD" }),
  invoiceNumber: z.string(),
  dueDate: calendarDate.nullable(),
  recipientName: z.string(),
  recipientEmail: z.string().meta({ description: "Addresses separated by `; `." }),
  createdAt: instant,
  sentAt: instant.nullable(),
  openedAt: instant.nullable(),
  closedAt: instant.nullable(),
};

export const LinkSummary = z.object(linkFields).meta({ id: "LinkSummary" });
export type LinkSummary = z.infer<typeof LinkSummary>;

export const LinkAnswer = z
  .object({ ...linkFields, message: z.string(), clientRef: z.string(), matterRef: z.string() })
  .meta({ id: "Link" });
export type LinkAnswer = z.infer<typeof LinkAnswer>;

export const LinkList = listOf(LinkSummary);

function splitAddresses(text: string): string[] {
  const addresses = text.split(/[;,]/).map((part) => part.trim());
  return [...new Set(addresses.filter((part) => part !== ""))];
}
