import type { Permission } from "@/lib/staff/model";
import { NOTIFICATION_EVENTS, type NotificationAddress, type NotificationEvent, type StaffNews } from "./model";

/** Nobody is told by mail of what they may not see on the screen. */
const NEEDS: Readonly<Record<NotificationEvent, Permission>> = {
  payment_received: "payments.view",
  large_payment: "payments.view",
  page_submitted: "payments.view",
  payment_declined: "payments.view",
  payment_refunded: "payments.view",
  echeck_returned: "payments.view",
  payment_disputed: "payments.view",
  link_expired: "payments.view",
  schedule_failed: "payments.view",
  auto_pay_failed: "payments.view",
  posting_failed: "postings.manage",
  connector_down: "postings.manage",
};

/** There is nothing to tell of these while the module is off. */
const OF_CONNECT: readonly NotificationEvent[] = ["auto_pay_failed", "posting_failed", "connector_down"];

export function isNotificationEvent(value: string): value is NotificationEvent {
  return (NOTIFICATION_EVENTS as readonly string[]).includes(value);
}

/** What a holder of these permissions can be told of. */
export function offeredEvents(permissions: readonly string[], isConnectOn: boolean): NotificationEvent[] {
  return NOTIFICATION_EVENTS.filter(
    (event) => permissions.includes(NEEDS[event]) && (isConnectOn || !OF_CONNECT.includes(event)),
  );
}

/** All that a cause may be told as, the most telling first: a large payment on a payment page is one mail, about a large payment. */
export function possibleEvents(news: StaffNews): NotificationEvent[] {
  if (news.event !== "payment_received") return [news.event];
  return news.source === "payment_page"
    ? ["large_payment", "page_submitted", "payment_received"]
    : ["large_payment", "payment_received"];
}

type Reader = {
  permissions: readonly string[];
  /** Null = every account. */
  accountIds: readonly string[] | null;
};

/** As what this address hears of it, or null when it does not: not asked for, not allowed, or not large. */
export function eventFor(
  news: Pick<StaffNews, "accountId"> & { amountCents?: number | null },
  possible: readonly NotificationEvent[],
  address: Pick<NotificationAddress, "events" | "largeCents">,
  reader: Reader,
): NotificationEvent | null {
  const { accountId } = news;
  if (accountId !== null && reader.accountIds !== null && !reader.accountIds.includes(accountId)) return null;
  const isTold = (event: NotificationEvent) =>
    address.events.includes(event) &&
    reader.permissions.includes(NEEDS[event]) &&
    (event !== "large_payment" || (news.amountCents ?? 0) >= address.largeCents);
  return possible.find(isTold) ?? null;
}

/** What the cause is known by: one mail to an address for each. */
export function causeOf(news: StaffNews): string {
  switch (news.event) {
    case "payment_received":
      return `received:${news.paymentId}`;
    case "payment_declined":
      return `declined:${news.paymentId}`;
    case "payment_refunded":
      return `refunded:${news.refundId}`;
    case "schedule_failed":
    case "auto_pay_failed":
      return `${news.event}:${news.runId}`;
    default:
      return news.alertId;
  }
}

/** The user's own address first and always there, then the others in their order. */
export function withOwnAddress(
  stored: readonly NotificationAddress[],
  ownAddress: string,
  largeCents: number,
): NotificationAddress[] {
  const own = stored.find(({ address }) => address === ownAddress) ?? { address: ownAddress, events: [], largeCents };
  return [own, ...stored.filter(({ address }) => address !== ownAddress)];
}
