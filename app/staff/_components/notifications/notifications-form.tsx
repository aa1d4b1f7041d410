"use client";

import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { MAX_NOTIFICATION_ADDRESSES, type Notifications } from "@/lib/notifications/model";
import { AddressFields } from "./address-fields";
import { type SaveNotifications, useNotifications } from "./use-notifications";

/** Every address with its ticks, one press for all. */
export function NotificationsForm({ start, save }: { start: Notifications; save: SaveNotifications }) {
  const t = useTranslations("notifications");
  const form = useNotifications(start, save);
  const isFull = form.addresses.length >= MAX_NOTIFICATION_ADDRESSES;
  return (
    <form ref={form.formRef} onSubmit={form.submit} noValidate>
      {form.problem && <Banner tone="danger" role="alert" title={form.problem} className="mb-5" />}
      <p className="mb-5 max-w-[62ch] text-ink-2 text-sm">{t("lead")}</p>
      {form.addresses.map((address, place) => (
        <AddressFields key={address.key} start={start} form={form} address={address} place={place} />
      ))}
      <div className="actions">
        <Button type="submit" variant="primary" pending={form.pending} pendingLabel={t("saving")}>
          {t("save")}
        </Button>
        <Button
          icon="plus"
          onClick={form.add}
          unavailable={isFull ? t("full", { max: MAX_NOTIFICATION_ADDRESSES }) : null}
        >
          {t("add")}
        </Button>
        <span role="status" className="text-ok text-sm">
          {form.isSaved && !form.pending && t("saved")}
        </span>
      </div>
    </form>
  );
}
