"use client";

import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { MoneyField } from "@/components/ui/money-field";
import { formatMoney } from "@/lib/money/format-money";
import type { PostingRow } from "@/lib/postings/model";
import type { useNewPlaces } from "./use-new-places";

type Props = { row: PostingRow; state: ReturnType<typeof useNewPlaces> };

/** What the record is put on, with an amount each where there are several, and what is left. */
export function ReallocatePlaces({ row, state }: Props) {
  const t = useTranslations("postings.edit");
  const locale = useLocale();
  const { places, leftCents, remove, write } = state;
  if (places.length === 0) return null;
  return (
    <section aria-label={t("places")}>
      <ul className="grid gap-2">
        {places.map(({ item, amountCents }) => {
          const name = item.invoiceNumber || item.matterNumber;
          return (
            <li key={item.key} className="flex flex-wrap items-center justify-between gap-3">
              <span>
                <b>{name}</b>, {item.payorName || item.clientName}
              </span>
              <span className="flex items-center gap-2">
                <MoneyField
                  cell
                  id={`place-${item.key}`}
                  name={`place-${item.key}`}
                  label={t("amountFor", { name })}
                  currency={row.currency}
                  locale={locale}
                  defaultCents={amountCents}
                  onReading={(reading) => write(item.key, reading)}
                />
                <Button
                  size="sm"
                  variant="quiet"
                  icon="close"
                  iconOnly
                  aria-label={t("takeOff", { name })}
                  onClick={() => remove(item.key)}
                />
              </span>
            </li>
          );
        })}
      </ul>
      <p className="mt-2 text-sm" role="status">
        {leftCents === 0 ? t("allPlaced") : t("left", { amount: formatMoney(leftCents, row.currency, locale) })}
      </p>
    </section>
  );
}
