import { getLocale, getTranslations } from "next-intl/server";
import { Banner } from "@/components/ui/banner";
import type { AuditStanding } from "@/lib/audit/model";
import { formatDateTime } from "@/lib/dates/format-date";
import { CheckChain } from "./check-chain";

type Props = { standing: AuditStanding; timeZone: string };

/** What the last walk over the log found, and no more than that: how far, when, and how much came since. */
export async function ChainState({ standing: { newestSeq, check }, timeZone }: Props) {
  const t = await getTranslations("audit.chain");
  const locale = await getLocale();
  const number = (count: number) => new Intl.NumberFormat(locale).format(count);
  const again = <CheckChain checkedAt={check?.at.toISOString() ?? ""} />;
  if (!check)
    return (
      <Banner tone="info" title={t("never")} className="mb-5">
        {t("neverText")} {again}
      </Banner>
    );
  const date = formatDateTime(check.at, timeZone, locale);
  if (check.broken)
    return (
      <Banner tone="danger" title={t("broken", { number: number(check.broken.seq) })} className="mb-5">
        {t(`fault.${check.broken.fault}`)} {t("brokenText", { date })} {again}
      </Banner>
    );
  if (check.isOvertaken)
    return (
      <Banner tone="danger" title={t("overtaken", { number: number(check.rows) })} className="mb-5">
        {t("overtakenText", { date })} {again}
      </Banner>
    );
  return (
    <Banner tone="ok" title={t("whole", { number: number(check.rows) })} className="mb-5">
      {t("wholeText", { date, since: newestSeq - check.rows })} {again}
    </Banner>
  );
}
