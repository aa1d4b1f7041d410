"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";

const MINUTE_MS = 60_000;
/** Within so many minutes a queued record is delivered. */
const LIMIT_MINUTES = 10;

type Props = { queuedAt: Date | null; batchNumber: string | null };

/** How long it waits already, or the file it stands in. The clock of the browser only counts on; it decides nothing. */
export function QueuedWait({ queuedAt, batchNumber }: Props) {
  const t = useTranslations("postings.wait");
  const now = useNow();
  if (batchNumber) return <span className="block text-ink-3 text-sm">{t("inFile", { number: batchNumber })}</span>;
  if (!queuedAt || now === null) return <span className="block text-ink-3 text-sm">{t("soon")}</span>;
  const minutes = Math.max(0, Math.floor((now - queuedAt.getTime()) / MINUTE_MS));
  return (
    <span className="block text-ink-3 text-sm">
      {t(minutes < LIMIT_MINUTES ? "waits" : "late", { minutes, limit: LIMIT_MINUTES })}
    </span>
  );
}

/** Null until the page runs, so that the server's words and the browser's first ones are the same. */
function useNow(): number | null {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS / 4);
    return () => clearInterval(timer);
  }, []);
  return now;
}
