"use client";

import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/sheet";
import { formatMoney } from "@/lib/money/format-money";
import type { PostingBatchRow } from "@/lib/postings/model";
import { useRetryFile } from "./use-retry-file";

/** Files that are not delivered although they were tried, each with why, and its next step. */
export function WaitingFiles({ files }: { files: readonly PostingBatchRow[] }) {
  const t = useTranslations("postings.files");
  const troubled = files.filter(({ status, failure }) => status === "refused" || (status === "open" && failure !== ""));
  if (troubled.length === 0) return null;
  return (
    <Sheet title={t("title")} className="mb-4">
      <ul className="grid gap-3">
        {troubled.map((file) => (
          <WaitingFile key={file.id} file={file} />
        ))}
      </ul>
    </Sheet>
  );
}

function WaitingFile({ file }: { file: PostingBatchRow }) {
  const t = useTranslations("postings.files");
  const locale = useLocale();
  const { isBusy, problem, retry } = useRetryFile(file);
  const { number, fileName, accountName, records, totalCents, currency, attempts, failure, status } = file;
  const values = { count: records, total: formatMoney(totalCents, currency, locale), account: accountName };
  return (
    <li className="flex flex-wrap items-start justify-between gap-3">
      <div>
        <b>{fileName}</b> <span className="text-ink-2">{t("facts", { number, ...values })}</span>
        <p className="text-danger text-sm">{t(status === "refused" ? "refused" : "failed", { attempts, failure })}</p>
        {problem && (
          <p role="alert" className="text-danger text-sm">
            {problem}
          </p>
        )}
      </div>
      <Button size="sm" pending={isBusy} pendingLabel={t("busy")} onClick={retry}>
        {t(status === "refused" ? "release" : "retry")}
        <span className="sr-only"> {number}</span>
      </Button>
    </li>
  );
}
