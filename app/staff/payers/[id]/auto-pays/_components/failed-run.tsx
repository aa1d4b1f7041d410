import { getLocale, getTranslations } from "next-intl/server";
import { Banner } from "@/components/ui/banner";
import type { AutoPayDetail } from "@/lib/auto-pays/model";
import { mendOf } from "@/lib/auto-pays/rules";
import { formatIsoDate } from "@/lib/dates/format-date";
import { reasonWords } from "../../_components/auto-pay-words";
import { RetryRun } from "./retry-run";

/** The newest run failed, or waits to be tried again: why, and what helps. */
export async function FailedRun({ autoPay, mayRetry }: { autoPay: AutoPayDetail; mayRetry: boolean }) {
  const t = await getTranslations("autoPays");
  const locale = await getLocale();
  const [last] = autoPay.runs;
  const isStopped = autoPay.status === "paused" || autoPay.status === "cancelled";
  if (!last || isStopped || (last.status !== "failed" && last.status !== "open") || last.reason === "") return null;
  const day = formatIsoDate(last.runOn, locale);
  const reason = reasonWords(t, last.reason);
  const isFailed = last.status === "failed";
  return (
    <Banner
      tone={isFailed ? "danger" : "warn"}
      title={t(`history.${isFailed ? "run_failed" : "run_waits"}.title`, { day })}
    >
      <p>
        {t("history.run_failed.text", { reason })} {t(`mend.${mendOf(last.reason)}`)}
      </p>
      {mayRetry && <RetryRun autoPayId={autoPay.id} runOn={last.runOn} />}
    </Banner>
  );
}
