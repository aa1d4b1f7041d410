import { cancelPayLink } from "@/lib/pay-links/cancel-pay-link";
import { createPayLink } from "@/lib/pay-links/create-pay-link";
import type { PayLinkRow, PayLinkWithToken } from "@/lib/pay-links/model";
import { getPayLink, listLinkTokens, listPayLinks } from "@/lib/pay-links/queries";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { CreateLinkBody, LinkAnswer, LinkList, LinkListQuery, type LinkSummary } from "./link-schemas";
import { apiOperation } from "./operation";
import { instantText, instantTextOrNull } from "./parts";

const tag = "Links";

export const createLink = apiOperation({
  name: "createLink",
  tag,
  summary: "Make a payment link",
  description:
    "Makes a single-use link and, with `send`, mails it. A link into a trust account names client and matter.",
  permissions: ["links.send", "payments.view"],
  body: CreateLinkBody,
  answer: LinkAnswer,
  status: 201,
  refusals: ["account_unknown", "trust_needs_matter"],
  verb: async ({ ctx, body, requestKey, origin }) => {
    const { recipientEmail, dueDate, ...rest } = body;
    const order = { ...rest, recipientEmails: recipientEmail, dueDate: dueDate ?? null, locale: null, requestKey };
    return answerOf(await createPayLink(ctx, { ...order, isReminderOff: false }, "api"), origin);
  },
});

export const listLinks = apiOperation({
  name: "listLinks",
  tag,
  summary: "List links",
  description: "Newest first.",
  permissions: ["payments.view"],
  query: LinkListQuery,
  answer: LinkList,
  refusals: ["cursor_invalid"],
  verb: async ({ ctx, query, origin }) => {
    const { rows, nextCursor } = await listPayLinks(ctx, { ...query, status: query.status ?? "all" });
    const ids = rows.map((row) => row.id);
    const tokens = await listLinkTokens(ctx, ids);
    return { data: rows.map((row) => summaryOf({ ...row, token: tokens.get(row.id) ?? "" }, origin)), nextCursor };
  },
});

export const getLink = apiOperation({
  name: "getLink",
  tag,
  summary: "Read a link",
  permissions: ["payments.view"],
  answer: LinkAnswer,
  verb: ({ ctx, id, origin }) => readLink(ctx, id, origin),
});

export const cancelLink = apiOperation({
  name: "cancelLink",
  tag,
  summary: "Cancel a link",
  description: "Only an outstanding link can be cancelled, and not while a client is paying it.",
  permissions: ["links.send", "payments.view"],
  answer: LinkAnswer,
  refusals: ["link_paid", "link_cancelled", "link_expired", "link_being_paid"],
  verb: async ({ ctx, id, origin, isRetry }) => {
    await cancelPayLink(ctx, { linkId: id }).catch((error: unknown) => {
      // The try before was cut off after it had cancelled: this is its answer.
      const isDone = isRetry && error instanceof AppError && error.reason === "link_cancelled";
      if (!isDone) throw error;
    });
    return readLink(ctx, id, origin);
  },
});

async function readLink(ctx: Ctx, linkId: string, origin: string): Promise<LinkAnswer> {
  return answerOf(await getPayLink(ctx, linkId), origin);
}

function answerOf(link: PayLinkWithToken, origin: string): LinkAnswer {
  const { message, clientRef, matterRef } = link;
  return { ...summaryOf(link, origin), message, clientRef, matterRef };
}

function summaryOf(link: PayLinkRow & { token: string }, origin: string): LinkSummary {
  const { id, status, amountCents, amountPaidCents, balanceCents, number, accountId, currency } = link;
  const { invoiceNumber, dueDate, recipientName } = link;
  return {
    id,
    url: `${origin}/pay/${link.token}`,
    status,
    amountCents,
    amountPaidCents,
    balanceCents,
    partPaid: link.isPartPaid,
    expiresAt: instantText(link.expiresAt),
    number,
    account: link.accountName,
    accountId,
    currency,
    invoiceNumber,
    dueDate,
    recipientName,
    recipientEmail: link.recipientEmails.join("; "),
    createdAt: instantText(link.createdAt),
    sentAt: instantTextOrNull(link.sentAt),
    openedAt: instantTextOrNull(link.openedAt),
    closedAt: instantTextOrNull(link.closedAt),
  };
}
