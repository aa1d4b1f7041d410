"use client";

import { useTranslations } from "next-intl";
import { resendDeliveryAction } from "../actions";
import { PlainButton } from "./plain-button";

/** The same event once more. */
export function ResendDelivery({ deliveryId, about }: { deliveryId: string; about: string }) {
  const t = useTranslations("apiSettings.calls");
  return <PlainButton label={t("again")} about={about} work={() => resendDeliveryAction({ deliveryId })} />;
}
