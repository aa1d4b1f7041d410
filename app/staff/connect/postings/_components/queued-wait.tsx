import { useTranslations } from "next-intl";

const MINUTE_MS = 60_000;
/** Within so many minutes a queued record is delivered. */
const LIMIT_MINUTES = 10;

type Props = { queuedAt: Date | null; batchNumber: string | null; now: Date };

/** How long it waits already, or the file it stands in. */
export function QueuedWait({ queuedAt, batchNumber, now }: Props) {
  const t = useTranslations("postings.wait");
  if (batchNumber) return <span className="block text-ink-3 text-sm">{t("inFile", { number: batchNumber })}</span>;
  const minutes = queuedAt ? Math.max(0, Math.floor((now.getTime() - queuedAt.getTime()) / MINUTE_MS)) : 0;
  return (
    <span className="block text-ink-3 text-sm">
      {t(minutes < LIMIT_MINUTES ? "waits" : "late", { minutes, limit: LIMIT_MINUTES })}
    </span>
  );
}
