import { getLocale, getTranslations } from "next-intl/server";
import { Status } from "@/components/ui/status";
import { formatShortDateTime } from "@/lib/dates/format-date";
import type { ReportScheduleRow } from "@/lib/reports/model";
import { nameReport } from "./name-report";
import { ScheduleSteps } from "./schedule-steps";

type Props = { row: ReportScheduleRow; timeZone: string };

/** One report that is mailed: what, when, to whom, and what keeps it if anything does. */
export async function ScheduleItem({ row, timeZone }: Props) {
  const t = await getTranslations("reports");
  const formats = await getTranslations("exports.format");
  const locale = await getLocale();
  const name = await nameReport(row.name);
  const { pausedAt, obstacle, ownerName, format, frequency, day, hour, emails, nextAt, lastAt } = row;
  const when = (at: Date) => formatShortDateTime(at, timeZone, locale);
  const facts = [
    t(frequency, { day: day ?? 0, hour: `${String(hour).padStart(2, "0")}:00` }),
    t("file", { format: formats(format), owner: ownerName }),
    ...(pausedAt ? [] : [t("next", { date: when(nextAt) })]),
    lastAt ? t("last", { date: when(lastAt) }) : t("never"),
  ];
  return (
    <li className="file-item">
      <div className="file-said">
        <p className="file-head">
          <b>{name}</b>
          <Status tone={pausedAt ? "off" : "ok"} icon={pausedAt ? "minus" : "check-ring"}>
            {t(pausedAt ? "status.paused" : "status.active")}
          </Status>
        </p>
        <p className="file-about">{facts.join(" · ")}</p>
        <p className="file-about">{t("to", { emails: emails.join(", ") })}</p>
        {pausedAt && obstacle && <p>{t(`obstacle.${obstacle}`, { owner: ownerName })}</p>}
      </div>
      <ScheduleSteps scheduleId={row.id} name={name} isPaused={pausedAt !== null} isStuck={obstacle !== null} />
    </li>
  );
}
