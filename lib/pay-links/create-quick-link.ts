import type { Ctx } from "@/lib/platform/context";
import { hashToken } from "@/lib/platform/secrets";
import { createPayLink } from "./create-pay-link";
import { CreatePayLinkInput, type QuickLinkInput, splitAddresses } from "./schemas";

/**
 * Makes a link from the Quick Link form. The same form sent again (double click, back button, lost answer) gives the same link; a form
 * changed before it is sent again is another wish and gives another link.
 * @throws AppError as `createPayLink`
 */
export async function createQuickLink(ctx: Ctx, form: QuickLinkInput): Promise<{ id: string }> {
  const { delivery, requestId, recipientEmails, dueDate, isReminded, ...rest } = form;
  const values = {
    ...rest,
    dueDate: dueDate || null,
    recipientEmails: splitAddresses(recipientEmails),
    send: delivery === "mail",
    isReminderOff: isReminded === false,
  };
  const content = hashToken(JSON.stringify(values)).slice(0, 32);
  const requestKey = `quick:${requestId ?? ctx.ids.next("req")}:${content}`;
  const { id } = await createPayLink(ctx, CreatePayLinkInput.parse({ ...values, requestKey }));
  return { id };
}
