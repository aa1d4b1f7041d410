"use client";

import { useLocale, useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { Sheet } from "@/components/ui/sheet";
import { formatIsoDate } from "@/lib/dates/format-date";
import { formatMoney } from "@/lib/money/format-money";
import type { ScheduleRun } from "@/lib/schedules/model";
import { planOf, previewSchedule } from "@/lib/schedules/rules";
import { MAX_SCHEDULE_RUNS, termsOfForm } from "@/lib/schedules/schemas";
import type { ScheduleStart } from "./form-start";

const SHOWN = 12;

type Props = { timeZone: string; currency: string; payers: number };

/** Every payment with its day and amount, while the form is filled in: nobody saves what they have not seen. */
export function RunsPreview({ timeZone, currency, payers }: Props) {
  const t = useTranslations("schedules.form");
  const values = useWatch<ScheduleStart>();
  const terms = termsOfForm(values as never);
  if (!terms)
    return (
      <Sheet title={t("preview")}>
        <p className="text-ink-2">{t("previewEmpty")}</p>
      </Sheet>
    );
  const hasEnd =
    terms.frequency === "single" || terms.count !== null || terms.endDate !== null || terms.stopAtCents !== null;
  const runs = previewSchedule(planOf(terms, timeZone), hasEnd ? MAX_SCHEDULE_RUNS : SHOWN);
  return (
    <Sheet title={t("preview")} pad="none">
      <RunsTable runs={runs} currency={currency} />
      <Rest runs={runs} currency={currency} hasEnd={hasEnd} payers={payers} />
    </Sheet>
  );
}

function RunsTable({ runs, currency }: { runs: readonly ScheduleRun[]; currency: string }) {
  const t = useTranslations("schedules.form");
  const locale = useLocale();
  return (
    <Ledger caption={t("previewTable")} indent>
      <thead>
        <tr>
          <Th>{t("previewNo")}</Th>
          <Th>{t("previewDate")}</Th>
          <Th kind="money">{t("previewAmount")}</Th>
        </tr>
      </thead>
      <tbody>
        {runs.slice(0, SHOWN).map((run, place) => (
          <tr key={run.date}>
            <Td kind="soft">{place + 1}</Td>
            <Td>{formatIsoDate(run.date, locale)}</Td>
            <Td kind="money">{formatMoney(run.amountCents, currency, locale)}</Td>
          </tr>
        ))}
      </tbody>
    </Ledger>
  );
}

type RestProps = { runs: readonly ScheduleRun[]; currency: string; hasEnd: boolean; payers: number };

function Rest({ runs, currency, hasEnd, payers }: RestProps) {
  const t = useTranslations("schedules.form");
  const locale = useLocale();
  const last = runs.at(-1);
  const total = runs.reduce((sum, { amountCents }) => sum + amountCents, 0);
  const more = runs.length - SHOWN;
  return (
    <div className="px-5 py-3 text-ink-2 text-sm">
      {!hasEnd && <p>{t("previewMore")}</p>}
      {hasEnd && more > 0 && last && <p>{t("previewRest", { count: more, date: formatIsoDate(last.date, locale) })}</p>}
      {hasEnd && <p>{t("previewSum", { count: runs.length, total: formatMoney(total, currency, locale) })}</p>}
      {payers > 1 && <p>{t("previewPayers", { count: payers })}</p>}
    </div>
  );
}
