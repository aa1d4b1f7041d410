import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { LaterStatus } from "@/components/payments/later-status";
import { reasonText } from "@/components/schedules/reason-text";
import type { IconName } from "@/components/ui/icon";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { Sheet } from "@/components/ui/sheet";
import { Status, type StatusTone } from "@/components/ui/status";
import { formatDate, formatIsoDate } from "@/lib/dates/format-date";
import { formatMoney } from "@/lib/money/format-money";
import type { RunStatus, RunView, ScheduleDetail } from "@/lib/schedules/model";
import { RunSteps } from "./run-steps";

const LOOK: Record<RunStatus, { icon: IconName; tone: StatusTone }> = {
  due: { icon: "clock", tone: "info" },
  charging: { icon: "clock", tone: "info" },
  clearing: { icon: "clock", tone: "info" },
  paid: { icon: "check", tone: "ok" },
  failed: { icon: "alert", tone: "danger" },
  missed: { icon: "alert", tone: "warn" },
  skipped: { icon: "minus", tone: "off" },
  resolved: { icon: "check-ring", tone: "off" },
};

/** What was charged and what was not, newest first, with the next step in its place. */
export async function RunsSheet({ schedule, mayManage }: { schedule: ScheduleDetail; mayManage: boolean }) {
  const t = await getTranslations("schedules.page");
  if (schedule.runs.length === 0)
    return (
      <Sheet title={t("runs")}>
        <p className="text-ink-2">{t("runsNone")}</p>
      </Sheet>
    );
  return (
    <Sheet title={t("runs")} pad="none">
      <Ledger caption={t("runs")} indent stack>
        <thead>
          <tr>
            <Th held>{t("date")}</Th>
            <Th kind="money">{t("amount")}</Th>
            <Th>{t("state")}</Th>
            <Th kind="end" className="relative">
              <span className="sr-only">{t("step")}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {schedule.runs.map((run) => (
            <RunLine key={run.period} schedule={schedule} run={run} mayManage={mayManage} />
          ))}
        </tbody>
      </Ledger>
    </Sheet>
  );
}

type LineProps = { schedule: ScheduleDetail; run: RunView; mayManage: boolean };

async function RunLine({ schedule, run, mayManage }: LineProps) {
  const t = await getTranslations("schedules");
  const locale = await getLocale();
  const isRetry = run.status === "due" && run.reason !== "";
  const retryOn = isRetry && run.chargeAt ? formatDate(run.chargeAt, schedule.timeZone, locale) : "";
  const why = [reasonText(t, run.reason), run.note].filter((part) => part !== "").join(" ");
  const isOpen = run.status === "failed" || run.status === "missed" || isRetry;
  const date = formatIsoDate(run.period, locale);
  return (
    <tr>
      <Td held>{date}</Td>
      <Td kind="money" data-label={t("page.amount")}>
        {formatMoney(run.amountCents, run.currency, locale)}
      </Td>
      <Td kind="flow">
        <Status {...(isRetry ? LOOK.failed : LOOK[run.status])}>
          {isRetry ? t("run.retry", { date: retryOn }) : t(`run.${run.status}`)}
        </Status>
        {why && <p className="text-ink-2 text-sm">{why}</p>}
        {run.payment && (
          <p className="text-sm">
            <Link href={`/staff/payments/${run.payment.id}`} prefetch={false}>
              {t("page.payment", { number: run.payment.number })}
            </Link>{" "}
            <LaterStatus status={run.payment.status} />
          </p>
        )}
      </Td>
      <Td kind="end">
        {isOpen && mayManage && (
          <RunSteps
            scheduleId={schedule.id}
            period={run.period}
            date={date}
            amount={formatMoney(run.amountCents, run.currency, locale)}
            mayResubmit={run.mayResubmit}
            methodsHref={`/staff/payers/${schedule.payerId}?tab=methods`}
          />
        )}
      </Td>
    </tr>
  );
}
