"use client";

import { useLocale, useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/sheet";
import type { AutoPayPreview } from "@/lib/auto-pays/model";
import { formatDateTime, formatIsoDate } from "@/lib/dates/format-date";
import { formatMoney } from "@/lib/money/format-money";
import { PreviewTable } from "./preview-table";
import { type PreviewState, usePreview } from "./use-preview";

type Props = { autoPayId: string; timeZone: string };

/** A dry run: what the next runs would charge by the balances of this moment, line by line. */
export function PreviewSheet({ autoPayId, timeZone }: Props) {
  const t = useTranslations("autoPays.preview");
  const { preview, askAgain } = usePreview(autoPayId);
  return (
    <Sheet
      title={t("title")}
      pad="none"
      aside={
        preview.kind !== "asking" && (
          <Button size="sm" variant="quiet" icon="refresh" onClick={askAgain}>
            {t("again")}
          </Button>
        )
      }
    >
      <div className="sheet-body grid gap-3" aria-live="polite" aria-busy={preview.kind === "asking"}>
        <PreviewWords preview={preview} timeZone={timeZone} />
      </div>
      {preview.kind === "known" && <Runs preview={preview} />}
    </Sheet>
  );
}

const KNOWN_REASONS = ["connector_down", "connector_slow", "connector_failed"] as const;

function PreviewWords({ preview, timeZone }: { preview: PreviewState; timeZone: string }) {
  const t = useTranslations("autoPays.preview");
  const locale = useLocale();
  switch (preview.kind) {
    case "asking":
      return <p className="text-ink-2">{t("asking")}</p>;
    case "failed":
      return <Banner tone="warn" title={t("failed")} />;
    case "unreachable": {
      const reason = KNOWN_REASONS.find((known) => known === preview.reason) ?? "connector_failed";
      return <Banner tone="warn" title={t(`down.${reason}`, { system: preview.systemName })} />;
    }
    case "known":
      return (
        <>
          <p className="text-ink-2 text-sm">
            {t("at", { system: preview.systemName, time: formatDateTime(new Date(preview.at), timeZone, locale) })}
          </p>
          {preview.hasMore && <Banner title={t("more")} />}
          {preview.runs.length === 0 && <p>{t("noRuns")}</p>}
        </>
      );
  }
}

type Known = Extract<AutoPayPreview, { kind: "known" }>;

function Runs({ preview: { runs, leftOut, currency } }: { preview: Known }) {
  const t = useTranslations("autoPays.preview");
  const locale = useLocale();
  const money = (cents: number, of = currency) => formatMoney(cents, of, locale);
  return (
    <>
      {runs.map((run) => (
        <section key={run.runOn} className="border-rule-strong border-t">
          <h3 className="sheet-body pb-3 font-semibold">{t("run", { date: formatIsoDate(run.runOn, locale) })}</h3>
          {run.lines.length === 0 ? (
            <p className="sheet-body pt-0 text-ink-2 text-sm">{t("nothing")}</p>
          ) : (
            <PreviewTable run={run} currency={currency} />
          )}
          {run.restCents > 0 && (
            <p className="sheet-body text-ink-2 text-sm">{t("rest", { amount: money(run.restCents) })}</p>
          )}
        </section>
      ))}
      {leftOut.length > 0 && (
        <section className="sheet-body grid gap-1 border-rule-strong border-t text-sm">
          <h3 className="font-semibold">{t("leftOut")}</h3>
          <ul>
            {leftOut.map(({ invoiceNumber, matterNumber, owedCents, currency: of, reason }) => (
              <li key={`${invoiceNumber} ${matterNumber} ${reason}`}>
                {t(`leftOutReason.${reason}`, { invoice: invoiceNumber, amount: money(owedCents, of) })}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
