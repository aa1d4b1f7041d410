import { getLocale, getTranslations } from "next-intl/server";
import { NamedAccount } from "@/components/payments/account-tag";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { Status } from "@/components/ui/status";
import type { ComparisonView } from "@/lib/comparisons/model";
import { formatDate, formatShortDateTime } from "@/lib/dates/format-date";

type Props = { comparisons: readonly ComparisonView[]; timeZone: string };

/** One line an account: when it was last compared, how much of it, and whether the books agree. */
export async function ComparisonsTable({ comparisons, timeZone }: Props) {
  const t = await getTranslations("settings.books");
  if (comparisons.length === 0) return <EmptyState title={t("noAccount")}>{t("noAccountText")}</EmptyState>;
  return (
    <Ledger caption={t("comparisons")} indent>
      <thead>
        <tr>
          <Th held>{t("column.account")}</Th>
          <Th>{t("column.state")}</Th>
          <Th>{t("column.compared")}</Th>
          <Th>{t("column.span")}</Th>
          <Th kind="end">{t("column.charges")}</Th>
          <Th kind="end">{t("column.found")}</Th>
          <Th kind="end">{t("column.imported")}</Th>
        </tr>
      </thead>
      <tbody>
        {comparisons.map((one) => (
          <ComparisonLine key={one.accountId} comparison={one} timeZone={timeZone} />
        ))}
      </tbody>
    </Ledger>
  );
}

async function ComparisonLine({ comparison, timeZone }: { comparison: ComparisonView; timeZone: string }) {
  const locale = await getLocale();
  const t = await getTranslations("settings.books");
  const { accountName, accountKind, last } = comparison;
  return (
    <tr>
      <Td held>
        <NamedAccount kind={accountKind} name={accountName} />
      </Td>
      <Td kind="flow" className="min-w-[12rem]">
        <ComparisonState comparison={comparison} />
      </Td>
      <Td kind="soft">{last ? formatShortDateTime(last.finishedAt, timeZone, locale) : t("never")}</Td>
      <Td kind="soft">
        {last &&
          t("span", {
            from: formatDate(last.fromAt, timeZone, locale),
            to: formatDate(last.toAt, timeZone, locale),
          })}
      </Td>
      <Td kind="end">{last?.examined.toLocaleString(locale)}</Td>
      <Td kind="end">{last?.found.toLocaleString(locale)}</Td>
      <Td kind="end">{last?.imported.toLocaleString(locale)}</Td>
    </tr>
  );
}

const FAILURES = ["gateway_unavailable", "too_many_breaks", "abandoned", "internal"] as const;

async function ComparisonState({ comparison }: { comparison: ComparisonView }) {
  const t = await getTranslations("settings.books.state");
  const { openBreaks, runningSince, failure, last } = comparison;
  if (runningSince)
    return (
      <Status tone="info" icon="clock">
        {t("running")}
      </Status>
    );
  if (failure)
    return (
      <Status tone="danger" icon="alert">
        {t(FAILURES.find((known) => known === failure) ?? "internal")}
      </Status>
    );
  if (openBreaks > 0)
    return (
      <Status tone="danger" icon="alert">
        {t("differ", { count: openBreaks })}
      </Status>
    );
  return last ? (
    <Status tone="ok" icon="check-ring">
      {t("agree")}
    </Status>
  ) : (
    <Status tone="warn" icon="clock">
      {t("waiting")}
    </Status>
  );
}
