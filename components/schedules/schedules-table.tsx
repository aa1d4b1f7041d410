import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { methodText } from "@/components/payments/method-text";
import { ScheduleStatus } from "@/components/schedules/schedule-status";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { formatIsoDate } from "@/lib/dates/format-date";
import { formatMoney } from "@/lib/money/format-money";
import type { ScheduleRow } from "@/lib/schedules/model";

type Props = {
  caption: string;
  schedules: readonly ScheduleRow[] /** In a payer's record the payer is known. */;
  withPayer: boolean;
};

/** Schedules in a record of something else. */
export async function SchedulesTable({ caption, schedules, withPayer }: Props) {
  const t = await getTranslations("schedules");
  const common = await getTranslations("common");
  const locale = await getLocale();
  return (
    <Ledger caption={caption} indent>
      <thead>
        <tr>
          <Th held>{t("columns.number")}</Th>
          <Th>{t(withPayer ? "columns.payer" : "columns.name")}</Th>
          <Th>{t("columns.status")}</Th>
          <Th>{t("columns.frequency")}</Th>
          <Th>{t("columns.next")}</Th>
          <Th kind="money">{t("columns.amount")}</Th>
          <Th>{t("columns.method")}</Th>
        </tr>
      </thead>
      <tbody>
        {schedules.map((row) => (
          <tr key={row.id}>
            <Td held>
              <Link href={`/staff/schedules/${row.id}`} prefetch={false} className="ledger-main">
                {row.number}
              </Link>
            </Td>
            <Td>{withPayer ? row.payerName : row.name}</Td>
            <Td>
              <ScheduleStatus schedule={row} />
            </Td>
            <Td>{t(`frequency.${row.frequency}`)}</Td>
            <Td kind="soft">{row.nextDate && formatIsoDate(row.nextDate, locale)}</Td>
            <Td kind="money">{row.nextCents !== null && formatMoney(row.nextCents, row.currency, locale)}</Td>
            <Td>{methodText(common, { methodBrand: row.method.brand, methodLast4: row.method.last4 })}</Td>
          </tr>
        ))}
      </tbody>
    </Ledger>
  );
}
