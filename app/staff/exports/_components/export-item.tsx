import { getLocale, getTranslations } from "next-intl/server";
import type { IconName } from "@/components/ui/icon";
import { LinkButton } from "@/components/ui/link-button";
import { Progress } from "@/components/ui/progress";
import { Status, type StatusTone } from "@/components/ui/status";
import { formatShortDateTime } from "@/lib/dates/format-date";
import type { ExportRow, ExportStatus } from "@/lib/exports/model";
import { StepButton } from "./step-button";

const LOOKS: Record<ExportStatus, { tone: StatusTone; icon: IconName }> = {
  queued: { tone: "info", icon: "clock" },
  running: { tone: "info", icon: "clock" },
  done: { tone: "ok", icon: "check-ring" },
  failed: { tone: "danger", icon: "cross-ring" },
  cancelled: { tone: "off", icon: "cross-ring" },
};

type Props = { row: ExportRow; timeZone: string };

/** One export: how far it is, its file when it is there, why it is not when it failed. */
export async function ExportItem({ row, timeZone }: Props) {
  const t = await getTranslations("exports");
  const locale = await getLocale();
  const { status, fileName, requestedAt, failure } = row;
  const when = (at: Date) => formatShortDateTime(at, timeZone, locale);
  const isMoving = status === "queued" || status === "running";
  return (
    <li className="file-item">
      <div className="file-said">
        <p className="file-head">
          <b>{fileName}</b>
          <Status {...LOOKS[status]}>{t(`status.${status}`)}</Status>
        </p>
        <p className="file-about">
          {[t("requested", { date: when(requestedAt) }), ...(await factsOf(row, when))].join(" · ")}
        </p>
        {failure && <p>{t(`failure.${failure}`)}</p>}
        {isMoving && <MovingProgress row={row} />}
      </div>
      <Steps row={row} />
    </li>
  );
}

async function factsOf(
  { status, rowsDone, bytes, expiresAt }: ExportRow,
  when: (at: Date) => string,
): Promise<string[]> {
  const t = await getTranslations("exports");
  if (status !== "done") return [];
  return [t("rows", { count: rowsDone }), await sizeText(bytes), t("kept", { date: when(expiresAt) })];
}

async function sizeText(bytes: number): Promise<string> {
  const t = await getTranslations("exports.size");
  const locale = await getLocale();
  const isSmall = bytes < 1_000_000;
  const size = new Intl.NumberFormat(locale, { maximumFractionDigits: isSmall ? 0 : 1 });
  return isSmall
    ? t("kb", { size: size.format(Math.ceil(bytes / 1_000)) })
    : t("mb", { size: size.format(bytes / 1e6) });
}

async function MovingProgress({ row }: { row: ExportRow }) {
  const t = await getTranslations("exports.progress");
  const figures = new Intl.NumberFormat(await getLocale());
  const { status, rowsDone, rowsTotal, fileName } = row;
  const done = figures.format(rowsDone);
  const counted =
    rowsTotal === null ? t("uncounted", { done }) : t("count", { done, total: figures.format(rowsTotal) });
  return (
    <div className="file-progress">
      <Progress
        label={t("label", { name: fileName })}
        done={rowsDone}
        total={rowsTotal ?? 0}
        countText={status === "queued" ? t("waiting") : counted}
      >
        {t("leave")}
      </Progress>
    </div>
  );
}

async function Steps({ row: { id, status, fileName } }: { row: ExportRow }) {
  const t = await getTranslations("exports");
  return (
    <div className="actions file-steps">
      {status === "done" && (
        <LinkButton
          size="sm"
          icon="download"
          native
          download={fileName}
          href={`/staff/exports/${id}/file`}
          aria-label={t("downloadName", { name: fileName })}
        >
          {t("download")}
        </LinkButton>
      )}
      {(status === "queued" || status === "running") && <StepButton exportId={id} fileName={fileName} step="cancel" />}
      {(status === "failed" || status === "cancelled") && <StepButton exportId={id} fileName={fileName} step="retry" />}
    </div>
  );
}
