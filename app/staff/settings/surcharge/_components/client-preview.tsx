"use client";

import { useLocale, useTranslations } from "next-intl";
import { Sheet } from "@/components/ui/sheet";
import { formatMoney } from "@/lib/money/format-money";
import type { SurchargeSettings } from "@/lib/surcharges/model";
import { formatRate, surchargeOn } from "@/lib/surcharges/rules";

const SAMPLE_CENTS = 125_000;

/** The words and sums of the payment page, with the settings as they stand in the form. */
export function ClientPreview({
  settings,
  day,
  currency,
}: {
  settings: SurchargeSettings;
  day: string;
  currency: string;
}) {
  const t = useTranslations("surcharge");
  const pay = useTranslations("pay");
  const locale = useLocale();
  const money = (cents: number) => formatMoney(cents, currency, locale);
  const found = surchargeOn({
    settings,
    day,
    account: { kind: "operating", acceptsEcheck: true },
    method: { kind: "card", funding: "credit" },
    amountCents: SAMPLE_CENTS,
  });
  return (
    <Sheet title={t("preview")}>
      <div className="form-stack">
        <p className="text-ink-2 text-sm">{t("previewAmount", { amount: money(SAMPLE_CENTS) })}</p>
        {found ? (
          <>
            <p>
              {pay("surcharge.line", {
                rate: formatRate(found.basisPoints, locale),
                surcharge: money(found.surchargeCents),
              })}{" "}
              <b>{pay("surcharge.total", { total: money(found.totalCents) })}</b>
            </p>
            <p>{pay("surcharge.without")}</p>
            <p>{settings.disclosure}</p>
          </>
        ) : (
          <p>{t("previewOff")}</p>
        )}
        <p className="text-ink-2 text-sm">{t("trustNote")}</p>
      </div>
    </Sheet>
  );
}
