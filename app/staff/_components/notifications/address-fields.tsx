"use client";

import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { CheckField } from "@/components/ui/check-field";
import { MoneyField } from "@/components/ui/money-field";
import { TextField } from "@/components/ui/text-field";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { NotificationEvent, Notifications } from "@/lib/notifications/model";
import type { TypedAddress, useNotifications } from "./use-notifications";

type Props = {
  start: Notifications;
  form: ReturnType<typeof useNotifications>;
  address: TypedAddress;
  place: number;
};

/** One address: what it is told of, and from which sum on a payment is large. The own one is plain text and stays. */
export function AddressFields({ start, form, address, place }: Props) {
  const t = useTranslations("notifications");
  const { ownAddress, offered } = start;
  const isOwn = place === 0;
  const name = isOwn ? ownAddress : t("nth", { place: place + 1 });
  const { key, events } = address;
  const tick = (event: NotificationEvent, isOn: boolean) =>
    form.change(key, { events: isOn ? [...events, event] : events.filter((one) => one !== event) });
  return (
    <fieldset className="mb-6 border-rule border-b pb-6">
      <legend className="mb-3 font-semibold">
        {name}
        {isOwn && <span className="font-normal text-ink-2 text-sm"> {t("own")}</span>}
      </legend>
      {!isOwn && <AddressLine form={form} address={address} place={place} />}
      <div className="grid gap-x-5 gap-y-2 sm:grid-cols-2 lg:grid-cols-3">
        {offered.map((event) => (
          <CheckField
            key={event}
            id={`told-${key}-${event}`}
            label={t(`event.${event}`)}
            checked={events.includes(event)}
            onChange={(change) => tick(event, change.target.checked)}
          />
        ))}
      </div>
      {events.includes("large_payment") && <LargeField start={start} form={form} address={address} place={place} />}
    </fieldset>
  );
}

function AddressLine({ form, address: { key, address }, place }: Omit<Props, "start">) {
  const t = useTranslations("notifications");
  return (
    <div className="mb-4 flex flex-wrap items-end gap-3">
      <TextField
        id={`address-${key}`}
        className="min-w-0 max-w-[26rem] flex-1"
        label={t("address")}
        hint={t("addressHint")}
        error={form.errorOf(`addresses.${place}.address`)}
        type="email"
        autoComplete="off"
        maxLength={254}
        value={address}
        onChange={(event) => form.change(key, { address: event.target.value })}
      />
      <Button variant="quiet" onClick={() => form.remove(key)}>
        {t("remove")}
        <VisuallyHidden> {address || t("nth", { place: place + 1 })}</VisuallyHidden>
      </Button>
    </div>
  );
}

function LargeField({ form, address: { key, largeCents }, place, start }: Props) {
  const t = useTranslations("notifications");
  return (
    <MoneyField
      id={`large-${key}`}
      name={`large-${key}`}
      className="mt-4 max-w-[16rem]"
      label={t("large")}
      hint={t("largeHint")}
      error={form.errorOf(`addresses.${place}.largeCents`)}
      currency={start.currency}
      locale={useLocale()}
      defaultCents={largeCents}
      onReading={(reading) => form.change(key, { largeCents: reading.state === "amount" ? reading.amountCents : null })}
    />
  );
}
