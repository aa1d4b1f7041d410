import { z } from "zod";
import { MAX_NOTIFICATION_ADDRESSES, NOTIFICATION_EVENTS } from "./model";

const Address = z.object({
  address: z
    .string()
    .trim()
    .toLowerCase()
    .max(254, "text_too_long")
    .pipe(z.email({ error: "email_invalid" })),
  events: z.array(z.enum(NOTIFICATION_EVENTS)),
  largeCents: z.int("large_invalid").positive("large_invalid").max(99_999_999_999, "large_invalid"),
});

const Addresses = z
  .array(Address)
  .max(MAX_NOTIFICATION_ADDRESSES, "too_many_addresses")
  .superRefine((addresses, check) => {
    for (const [place, { address }] of addresses.entries())
      if (addresses.findIndex((other) => other.address === address) < place)
        check.addIssue({ code: "custom", path: [place, "address"], message: "address_twice" });
  });

/** All addresses of one user as they stand afterwards; `before` is what the form was made of. */
export const NotificationsInput = z.object({
  userId: z.string().min(1).max(60),
  addresses: Addresses,
  /** The stored ones in words, so that somebody else's change meanwhile is not overwritten. */
  before: z.string().max(4_000),
});
export type NotificationsInput = z.infer<typeof NotificationsInput>;

/** What `before` compares. */
export function addressesText(
  addresses: readonly { address: string; events: readonly string[]; largeCents: number }[],
): string {
  return addresses
    .filter(({ events }) => events.length > 0)
    .map(({ address, events, largeCents }) => [address, largeCents, ...events.toSorted()].join(" "))
    .toSorted()
    .join("\n");
}
