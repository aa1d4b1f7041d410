import { describe, expect, it } from "vitest";
import { PERMISSIONS } from "@/lib/staff/model";
import { NOTIFICATION_EVENTS, type NotificationEvent } from "./model";
import { eventFor, offeredEvents, possibleEvents, withOwnAddress } from "./rules";
import { addressesText, NotificationsInput } from "./schemas";

const ALL = { permissions: PERMISSIONS, accountIds: null };
const received = (amountCents: number, source = "quick_link") =>
  ({ event: "payment_received", paymentId: "pay_1", accountId: "acc_1", amountCents, source }) as const;
const heard = (
  events: NotificationEvent[],
  news: Parameters<typeof possibleEvents>[0],
  reader: Parameters<typeof eventFor>[3] = ALL,
) => eventFor(news, possibleEvents(news), { events, largeCents: 50_000 }, reader);

describe("what an address hears of a payment", () => {
  const every: NotificationEvent[] = ["payment_received", "page_submitted", "large_payment"];

  it.each([
    ["the most telling of what it asked for", every, received(50_000, "payment_page"), "large_payment"],
    ["the page, of one that is not large", every, received(49_999, "payment_page"), "page_submitted"],
    ["the payment, of one that no page took", every, received(49_999), "payment_received"],
    ["nothing of a small one when it asked for large ones", ["large_payment"], received(49_999), null],
    ["nothing of a link when it asked for pages", ["page_submitted"], received(1), null],
    ["nothing when it asked for nothing", [], received(90_000), null],
  ] as const)("%s", (_name, events, news, expected) => {
    expect(heard([...events], news)).toBe(expected);
  });

  it("nothing of an account or a kind that its user may not see", () => {
    expect(heard(every, received(1), { ...ALL, accountIds: ["acc_2"] })).toBeNull();
    expect(heard(every, received(1), { ...ALL, accountIds: ["acc_1"] })).toBe("payment_received");
    expect(heard(every, received(1), { ...ALL, permissions: ["links.send"] })).toBeNull();
    const down = { event: "connector_down", alertId: "alt_1", accountId: null } as const;
    expect(heard(["connector_down"], down, { ...ALL, permissions: ["payments.view"] })).toBeNull();
    expect(heard(["connector_down"], down, { ...ALL, accountIds: [] })).toBe("connector_down");
  });
});

describe("what is offered", () => {
  it("is all that the permissions show, without Connect while it is off", () => {
    expect(offeredEvents(PERMISSIONS, true)).toEqual([...NOTIFICATION_EVENTS]);
    expect(offeredEvents(["payments.view"], true)).not.toContain("posting_failed");
    expect(offeredEvents(PERMISSIONS, false)).toHaveLength(NOTIFICATION_EVENTS.length - 3);
    expect(offeredEvents(["users.manage"], true)).toEqual([]);
  });
});

describe("the addresses of a user", () => {
  const other = { address: "accounting@hartwell.example", events: ["payment_received" as const], largeCents: 1 };
  const own = { address: "dana@hartwell.example", events: [], largeCents: 500 };

  it("begin with the own one, whether it is stored or not", () => {
    expect(withOwnAddress([other], own.address, 500)).toEqual([own, other]);
    expect(withOwnAddress([other, { ...own, largeCents: 7 }], own.address, 500)[0]?.largeCents).toBe(7);
  });

  it("are trimmed, told twice apart, and bounded", () => {
    const parse = (addresses: unknown[]) => NotificationsInput.safeParse({ userId: "usr_1", before: "", addresses });
    const made = (address: string, largeCents = 1) => ({ address, events: [], largeCents });
    expect(parse([made(" Dana@Hartwell.example ")]).data?.addresses[0]?.address).toBe(own.address);
    expect(parse([made("a@b.example"), made("A@b.example")]).error?.issues[0]).toMatchObject({
      path: ["addresses", 1, "address"],
      message: "address_twice",
    });
    expect(parse([made("a@b.example", 0)]).error?.issues[0]?.message).toBe("large_invalid");
    expect(parse([made("nobody")]).error?.issues[0]?.message).toBe("email_invalid");
    const six = Array.from({ length: 6 }, (_, place) => made(`a${place}@b.example`));
    expect(parse(six).error?.issues[0]?.message).toBe("too_many_addresses");
  });

  it("are the same text in any order, and without those that ask for nothing", () => {
    const twin = {
      ...other,
      address: "z@hartwell.example",
      events: ["link_expired" as const, "payment_received" as const],
    };
    const turned = { ...twin, events: twin.events.toReversed() };
    expect(addressesText([twin, own, other])).toBe(addressesText([other, turned]));
    expect(addressesText([other])).not.toBe(addressesText([{ ...other, largeCents: 2 }]));
  });
});
