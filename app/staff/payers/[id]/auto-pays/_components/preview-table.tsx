"use client";

import { useLocale, useTranslations } from "next-intl";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import type { PlannedRun } from "@/lib/auto-pays/model";
import { formatIsoDate } from "@/lib/dates/format-date";
import { formatMoney } from "@/lib/money/format-money";

/** The invoices of one run, oldest first, with what each would get. */
export function PreviewTable({ run, currency }: { run: PlannedRun; currency: string }) {
  const t = useTranslations("autoPays.preview");
  const locale = useLocale();
  const money = (cents: number) => formatMoney(cents, currency, locale);
  return (
    <Ledger caption={t("table", { date: formatIsoDate(run.runOn, locale) })} indent stack>
      <thead>
        <tr>
          <Th>{t("invoice")}</Th>
          <Th>{t("dated")}</Th>
          <Th>{t("matter")}</Th>
          <Th kind="money">{t("balance")}</Th>
          <Th kind="money">{t("amount")}</Th>
        </tr>
      </thead>
      <tbody>
        {run.lines.map((line) => (
          <tr key={line.key}>
            <Td className="font-medium">{line.invoiceNumber}</Td>
            <Td kind="soft" data-label={t("dated")}>
              {line.datedOn && formatIsoDate(line.datedOn, locale)}
            </Td>
            <Td kind="flow">{[line.matterNumber, line.matterName].filter(Boolean).join(" ")}</Td>
            <Td kind="money" data-label={t("balance")}>
              <span>
                {money(line.balanceCents)}
                {line.unconfirmedCents !== 0 && (
                  <span className="block font-normal text-ink-2 text-xs">
                    {t("onItsWay", { amount: money(line.unconfirmedCents) })}
                  </span>
                )}
              </span>
            </Td>
            <Td kind="money" data-label={t("amount")}>
              {money(line.amountCents)}
            </Td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <Td colSpan={4} className="stack-name">
            {t("total")}
          </Td>
          <Td kind="money" total className="stack-sum">
            {money(run.totalCents)}
          </Td>
        </tr>
      </tfoot>
    </Ledger>
  );
}
