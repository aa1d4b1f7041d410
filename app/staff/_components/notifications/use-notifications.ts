"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import type { ActionResult } from "@/components/forms/action-result";
import { DEFAULT_LARGE_CENTS, type NotificationAddress, type Notifications } from "@/lib/notifications/model";
import { addressesText, type NotificationsInput } from "@/lib/notifications/schemas";

/** Each with a key of its own, so that a removed address takes no other's text along. `largeCents` is null while it is no amount. */
export type TypedAddress = Omit<NotificationAddress, "largeCents"> & { key: number; largeCents: number | null };

export type SaveNotifications = (input: NotificationsInput) => Promise<ActionResult<{ changed: boolean }>>;

/** What is ticked and typed, what is wrong with it, and the press that saves it. */
export function useNotifications(start: Notifications, save: SaveNotifications) {
  const t = useTranslations("notifications");
  const router = useRouter();
  const [pending, transition] = useTransition();
  const [addresses, setAddresses] = useState<TypedAddress[]>(() =>
    start.addresses.map((one, key) => ({ ...one, key })),
  );
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [isSaved, setSaved] = useState(false);

  function set(next: TypedAddress[]) {
    setSaved(false);
    setAddresses(next);
  }
  const change = (key: number, next: Partial<TypedAddress>) =>
    set(addresses.map((one) => (one.key === key ? { ...one, ...next } : one)));
  const remove = (key: number) => set(addresses.filter((one) => one.key !== key));
  const add = () => {
    const key = 1 + Math.max(...addresses.map((one) => one.key));
    set([...addresses, { key, address: "", events: [], largeCents: DEFAULT_LARGE_CENTS }]);
  };

  function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    transition(async () => {
      const answer = await save(inputOf(start, addresses)).catch(() => null);
      const fields = answer && !answer.ok ? (answer.fields ?? []) : [];
      setErrors(Object.fromEntries(fields.map(({ path, message }) => [path, message])));
      setProblem(answer?.ok ? null : (answer?.message ?? t("unreachable")));
      setSaved(answer?.ok ?? false);
      if (answer?.ok) router.refresh();
    });
  }

  const errorOf = (path: string) => errors[path] ?? null;
  return { addresses, change, remove, add, submit, pending, problem, isSaved, errorOf };
}

/** What is no amount is sent as 0, which is refused with a sentence. */
function inputOf({ userId, addresses: before }: Notifications, addresses: readonly TypedAddress[]): NotificationsInput {
  return {
    userId,
    before: addressesText(before),
    addresses: addresses.map(({ address, events, largeCents }) => ({ address, events, largeCents: largeCents ?? 0 })),
  };
}
