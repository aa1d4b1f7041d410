import { getLocale, getTranslations } from "next-intl/server";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { Sheet } from "@/components/ui/sheet";
import { formatIsoDate } from "@/lib/dates/format-date";
import { formatMoney } from "@/lib/money/format-money";
import type { ScheduleDetail } from "@/lib/schedules/model";
import { SkipButton } from "./skip-button";

/** The days that are still to come. */
export async function ComingSheet({ schedule, mayManage }: { schedule: ScheduleDetail; mayManage: boolean }) {
  const t = await getTranslations("schedules.page");
  const locale = await getLocale();
  const { coming, currency, status } = schedule;
  if (coming.length === 0)
    return (
      <Sheet title={t("coming")}>
        <p className="text-ink-2">{t("comingNone")}</p>
      </Sheet>
    );
  return (
    <Sheet title={t("coming")} pad="none">
      {status === "paused" && <p className="px-5 py-3 text-ink-2">{t("comingPaused")}</p>}
      <Ledger caption={t("coming")} indent>
        <thead>
          <tr>
            <Th>{t("date")}</Th>
            <Th kind="money">{t("amount")}</Th>
            {mayManage && (
              <Th kind="end" className="relative">
                <span className="sr-only">{t("step")}</span>
              </Th>
            )}
          </tr>
        </thead>
        <tbody>
          {coming.map((run) => (
            <tr key={run.date}>
              <Td>{formatIsoDate(run.date, locale)}</Td>
              <Td kind="money">{formatMoney(run.amountCents, currency, locale)}</Td>
              {mayManage && (
                <Td kind="end">
                  <SkipButton
                    scheduleId={schedule.id}
                    period={run.date}
                    label={t("skipOf", { date: formatIsoDate(run.date, locale) })}
                  />
                </Td>
              )}
            </tr>
          ))}
        </tbody>
      </Ledger>
      {schedule.hasMore && <p className="px-5 py-3 text-ink-2 text-sm">{t("more")}</p>}
    </Sheet>
  );
}
