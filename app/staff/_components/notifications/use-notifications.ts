"use client";

import { useTranslations } from "next-intl";
import type { ActionResult } from "@/components/forms/action-result";
import { useTypedForm } from "@/components/forms/use-typed-form";
import { DEFAULT_LARGE_CENTS, type NotificationAddress, type Notifications } from "@/lib/notifications/model";
import { addressesText, type NotificationsInput } from "@/lib/notifications/schemas";

/** Each with a key of its own, so that a removed address takes no other's text along. `largeCents` is null while it is no amount. */
export type TypedAddress = Omit<NotificationAddress, "largeCents"> & { key: number; largeCents: number | null };

export type SaveNotifications = (input: NotificationsInput) => Promise<ActionResult<{ changed: boolean }>>;

/** What is ticked and typed, what is wrong with it, and the press that saves it. */
export function useNotifications(start: Notifications, save: SaveNotifications) {
  const t = useTranslations("notifications");
  const form = useTypedForm({
    start: () => ({ addresses: start.addresses.map((one, key): TypedAddress => ({ ...one, key })) }),
    send: ({ addresses }) => save(inputOf(start, addresses)),
    unreachable: t("unreachable"),
  });
  const { addresses } = form.values;
  const nextKey = 1 + Math.max(...addresses.map(({ key }) => key));
  const added = { key: nextKey, address: "", events: [], largeCents: DEFAULT_LARGE_CENTS };
  return {
    ...form,
    addresses,
    change: (key: number, next: Partial<TypedAddress>) =>
      form.change({ addresses: addresses.map((one) => (one.key === key ? { ...one, ...next } : one)) }),
    remove: (key: number) => form.change({ addresses: addresses.filter((one) => one.key !== key) }),
    add: () => form.change({ addresses: [...addresses, added] }),
  };
}

/** What is no amount is sent as 0, which is refused with a sentence. */
function inputOf({ userId, addresses: before }: Notifications, addresses: readonly TypedAddress[]): NotificationsInput {
  return {
    userId,
    before: addressesText(before),
    addresses: addresses.map(({ address, events, largeCents }) => ({ address, events, largeCents: largeCents ?? 0 })),
  };
}
