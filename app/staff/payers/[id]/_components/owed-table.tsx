"use client";

import { useLocale, useTranslations } from "next-intl";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import type { OwedItem, OwedSum } from "@/lib/associations/model";
import { formatIsoDate } from "@/lib/dates/format-date";
import { formatMoney } from "@/lib/money/format-money";

type Props = { items: readonly OwedItem[]; sums: readonly OwedSum[]; systemName: string };

/** Each open invoice under the associations, oldest first. */
export function OwedTable({ items, sums, systemName }: Props) {
  const t = useTranslations("associations.owed");
  const locale = useLocale();
  return (
    <Ledger caption={t("table")} indent>
      <thead>
        <tr>
          <Th held>{t("invoice")}</Th>
          <Th>{t("dated")}</Th>
          <Th>{t("matter")}</Th>
          <Th>{t("payor")}</Th>
          <Th kind="end">{t("balance", { system: systemName })}</Th>
          <Th kind="money">{t("owes")}</Th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <OwedRow key={item.key} item={item} />
        ))}
      </tbody>
      <tfoot>
        {sums.map(({ currency, owedCents }) => (
          <tr key={currency}>
            <Td colSpan={5} kind="end">
              {t("total")}
            </Td>
            <Td kind="money" total>
              {formatMoney(owedCents, currency, locale)}
            </Td>
          </tr>
        ))}
      </tfoot>
    </Ledger>
  );
}

function OwedRow({ item }: { item: OwedItem }) {
  const t = useTranslations("associations.owed");
  const locale = useLocale();
  const { currency } = item;
  return (
    <tr>
      <Td held>{item.invoiceNumber}</Td>
      <Td kind="soft">{item.datedOn && formatIsoDate(item.datedOn, locale)}</Td>
      <Td kind="flow">{[item.matterNumber, item.matterName].filter(Boolean).join(" ")}</Td>
      <Td kind="flow">{item.payorName}</Td>
      <Td kind="end">
        {formatMoney(item.balanceCents, currency, locale)}
        {item.unconfirmedCents !== 0 && (
          <span className="block text-ink-2 text-xs">
            {t("unconfirmedRow", { amount: formatMoney(item.unconfirmedCents, currency, locale) })}
          </span>
        )}
      </Td>
      <Td kind="money">{formatMoney(item.owedCents, currency, locale)}</Td>
    </tr>
  );
}
