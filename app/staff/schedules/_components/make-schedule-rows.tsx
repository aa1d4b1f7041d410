import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { ListRow } from "@/components/list/list-shape";
import { methodText } from "@/components/payments/method-text";
import { ScheduleStatus } from "@/components/schedules/schedule-status";
import type { Staff } from "@/lib/auth/session";
import { formatDate, formatIsoDate } from "@/lib/dates/format-date";
import { formatMoney } from "@/lib/money/format-money";
import { SCHEDULE_COLUMNS, type ScheduleColumnId } from "@/lib/schedules/columns";
import type { ScheduleRow } from "@/lib/schedules/model";
import type { ListSetting } from "../../_components/read-list";
import { cellsOf } from "../../_components/staff-list";

type Options = { schedules: readonly ScheduleRow[]; setting: ListSetting; staff: Staff };

/** The schedules of a page as rows of the list. */
export async function makeScheduleRows({ schedules, setting, staff }: Options): Promise<ListRow[]> {
  const locale = await getLocale();
  const t = await getTranslations("schedules");
  const common = await getTranslations("common");
  const cells: Record<ScheduleColumnId, (row: ScheduleRow) => ReactNode> = {
    number: (row) => (
      <Link href={`/staff/schedules/${row.id}`} prefetch={false} className="ledger-main">
        {row.number}
      </Link>
    ),
    payer: (row) => row.payerName,
    name: (row) => row.name,
    status: (row) => <ScheduleStatus key={row.id} schedule={row} />,
    frequency: (row) => t(`frequency.${row.frequency}`),
    next: (row) => row.nextDate && formatIsoDate(row.nextDate, locale),
    amount: (row) => row.nextCents !== null && formatMoney(row.nextCents, row.currency, locale),
    paid: (row) => formatMoney(row.paidCents, row.currency, locale),
    method: ({ method }) => methodText(common, { methodBrand: method.brand, methodLast4: method.last4 }, "short"),
    account: (row) => row.accountName,
    created: (row) => formatDate(row.createdAt, staff.firm.timeZone, locale),
  };
  return schedules.map((schedule) => ({
    id: schedule.id,
    name: `${schedule.number}, ${schedule.payerName}`,
    sum: null,
    cells: cellsOf(setting, (id) => {
      const column = SCHEDULE_COLUMNS.find((candidate) => candidate.id === id);
      return column && cells[column.id](schedule);
    }),
  }));
}
