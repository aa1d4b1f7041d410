import { and, arrayOverlaps, asc, eq, isNull, ne } from "drizzle-orm";
import { notificationAddresses } from "@/db/schema/notifications";
import { users } from "@/db/schema/staff";
import { enqueueMails, type MailOrder } from "@/lib/email/enqueue-mail";
import { listPageAddresses } from "@/lib/payment-pages/list-page-addresses";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { NotificationEvent, StaffNews } from "./model";
import { causeOf, eventFor, isNotificationEvent, possibleEvents } from "./rules";

/**
 * Mails those who asked for it, in the transaction of the cause: one mail to an address for a cause, however often it is told, and only
 * where its user may see it; the addresses of a payment page are told too. These mails let every other job go first, so that a night's thousand runs delay no receipt.
 */
export async function notifyStaff(ctx: Ctx, tx: Tx, news: StaffNews): Promise<void> {
  const possible = possibleEvents(news);
  const told = new Map<string, MailOrder>();
  for (const { address, events, largeCents, locale, ...reader } of await listReaders(ctx, tx, possible)) {
    const event = eventFor(news, possible, { events: events.filter(isNotificationEvent), largeCents }, reader);
    if (event && !told.has(address)) told.set(address, orderOf(news, event, address, locale));
  }
  for (const order of await listPageOrders(ctx, tx, news))
    if (!told.has(order.toAddress)) told.set(order.toAddress, order);
  await enqueueMails(ctx, tx, [...told.values()], { givesWay: true });
}

/** To the addresses that stand on a payment page itself, each time somebody pays there. */
async function listPageOrders(ctx: Ctx, tx: Tx, news: StaffNews): Promise<MailOrder[]> {
  if (news.event !== "payment_received" || news.source !== "payment_page") return [];
  const page = await listPageAddresses(ctx, tx, news.paymentId);
  if (!page) return [];
  const { pageId, addresses, locale } = page;
  return addresses.map((address) => {
    const order = orderOf(news, "page_submitted", address, locale);
    return { ...order, payload: { ...order.payload, pageId } };
  });
}

/** Who is told of links that expired unpaid, the one event with a mail of its own. Readers limited to some accounts name them. */
export async function listExpiryReaders(
  ctx: Ctx,
  tx: Tx,
): Promise<{ address: string; locale: string; accountIds: readonly string[] | null }[]> {
  const readers = await listReaders(ctx, tx, ["link_expired"]);
  return readers.filter(({ permissions }) => permissions.includes("payments.view"));
}

async function listReaders(ctx: Ctx, tx: Tx, possible: readonly NotificationEvent[]) {
  const { address, events, largeCents } = notificationAddresses;
  return tx
    .select({
      address,
      events,
      largeCents,
      locale: users.locale,
      permissions: users.permissions,
      accountIds: users.accountIds,
    })
    .from(notificationAddresses)
    .innerJoin(users, and(eq(users.firmId, notificationAddresses.firmId), eq(users.id, notificationAddresses.userId)))
    .where(
      and(
        eq(notificationAddresses.firmId, ctx.firmId),
        arrayOverlaps(events, [...possible]),
        isNull(users.disabledAt),
        ne(users.passwordHash, ""),
      ),
    )
    .orderBy(asc(notificationAddresses.createdAt), asc(notificationAddresses.id));
}

function orderOf(news: StaffNews, event: NotificationEvent, toAddress: string, locale: string): MailOrder {
  return {
    kind: "staff-notice",
    objectType: "notice",
    objectId: causeOf(news),
    toAddress,
    locale,
    payload: { ...payloadOf(news), event },
    dedupeKey: `staff-notice:${causeOf(news)}:${toAddress}`,
  };
}

function payloadOf(news: StaffNews): Record<string, string> {
  const { amountCents, accountId, ...rest } = { amountCents: null, ...news };
  return {
    ...rest,
    ...(accountId === null ? {} : { accountId }),
    ...(amountCents === null ? {} : { amountCents: String(amountCents) }),
  };
}
