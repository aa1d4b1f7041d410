import { getLocale, getTranslations } from "next-intl/server";
import type { IconName } from "@/components/ui/icon";
import { LinkButton } from "@/components/ui/link-button";
import { Progress } from "@/components/ui/progress";
import { Status, type StatusTone } from "@/components/ui/status";
import { formatShortDateTime } from "@/lib/dates/format-date";
import type { LinkUploadRow, UploadStatus } from "@/lib/link-uploads/model";
import { formatCount } from "@/lib/lists/rules";
import { formatMoney } from "@/lib/money/format-money";
import { RemoveUpload } from "./remove-upload";

const LOOKS: Record<UploadStatus, { tone: StatusTone; icon: IconName }> = {
  review: { tone: "warn", icon: "clock" },
  running: { tone: "info", icon: "clock" },
  stopped: { tone: "danger", icon: "cross-ring" },
  done: { tone: "ok", icon: "check-ring" },
};

type Props = { upload: LinkUploadRow; timeZone: string };

/** One upload: what it holds, how far it is, and the way on. */
export async function UploadItem({ upload, timeZone }: Props) {
  const t = await getTranslations("bulkUpload");
  const { id, status, byEmail } = upload;
  const name = upload.fileName || t("unnamed");
  const word = status === "done" && byEmail ? "sent" : status;
  return (
    <li className="file-item">
      <div className="file-said">
        <p className="file-head">
          <b>{name}</b>
          <Status {...LOOKS[status]}>{t(`status.${word}`)}</Status>
        </p>
        <p className="file-about">{await aboutOf(upload, timeZone)}</p>
        {status === "running" && (
          <div className="file-progress">
            <MadeProgress upload={upload} />
          </div>
        )}
      </div>
      <div className="actions file-steps">
        {status === "review" && <RemoveUpload uploadId={id} fileName={name} inRow />}
        <LinkButton href={`/staff/send/bulk/${id}`} size="sm" aria-label={`${t(`list.open.${status}`)} ${name}`}>
          {t(`list.open.${status}`)}
        </LinkButton>
      </div>
    </li>
  );
}

/** How many of the links are made. */
export async function MadeProgress({ upload: { made, rows, byEmail } }: { upload: LinkUploadRow }) {
  const t = await getTranslations("bulkUpload.progress");
  const locale = await getLocale();
  const counted = { done: formatCount(made, locale), total: formatCount(rows, locale) };
  return (
    <Progress label={t(byEmail ? "sending" : "making")} done={made} total={rows} countText={t("count", counted)} />
  );
}

async function aboutOf(upload: LinkUploadRow, timeZone: string): Promise<string> {
  const t = await getTranslations("bulkUpload.list");
  const locale = await getLocale();
  const { rows, bad, totalCents, currency, accountName, createdByName, startedByName, status } = upload;
  const date = formatShortDateTime(upload.startedAt ?? upload.createdAt, timeZone, locale);
  const isStarted = status !== "review";
  return [
    t("rows", { count: rows }),
    bad > 0 && t("bad", { count: bad }),
    t("sum", { sum: formatMoney(totalCents, currency, locale), account: accountName }),
    isStarted ? t("started", { date, name: startedByName }) : t("uploaded", { date, name: createdByName }),
  ]
    .filter(Boolean)
    .join(" · ");
}
