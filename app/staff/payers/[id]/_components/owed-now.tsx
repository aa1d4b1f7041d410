"use client";

import { useLocale, useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { Sheet } from "@/components/ui/sheet";
import { MOST_OWED_ITEMS, type PayerOwed } from "@/lib/associations/model";
import { formatDateTime } from "@/lib/dates/format-date";
import { formatMoney } from "@/lib/money/format-money";
import { OwedTable } from "./owed-table";
import { payerAddressOf } from "./payer-address";
import { type OwedState, useOwed } from "./use-owed";

type Props = {
  payerId: string;
  timeZone: string;
  /** The sum only, with the way to the Connect tab. */
  brief?: boolean;
  /** Anew when it changes: another association, another question. */
  version?: string;
};

/** What the payer owes at this moment by the matter system, less what is on its way there. */
export function OwedNow({ payerId, timeZone, brief }: Props) {
  const t = useTranslations("associations.owed");
  const { owed, askAgain } = useOwed(payerId);
  const mayAsk = owed.kind === "known" || owed.kind === "unreachable" || owed.kind === "failed";
  const hasTable = owed.kind === "known" && owed.items.length > 0 && !brief;
  return (
    <Sheet
      title={t("title")}
      pad="none"
      aside={
        mayAsk && (
          <Button size="sm" variant="quiet" icon="refresh" onClick={askAgain}>
            {t("again")}
          </Button>
        )
      }
    >
      <div className="sheet-body grid gap-3" aria-live="polite" aria-busy={owed.kind === "asking"}>
        <OwedWords owed={owed} timeZone={timeZone} />
        {brief && owed.kind !== "asking" && (
          <div className="actions">
            <LinkButton href={payerAddressOf(payerId, "connect")} size="sm">
              {owed.kind === "known" && owed.items.length > 0 ? t("all") : t("toTab")}
            </LinkButton>
          </div>
        )}
      </div>
      {hasTable && <OwedTable items={owed.items} sums={owed.sums} systemName={owed.systemName} />}
    </Sheet>
  );
}

const KNOWN_REASONS = ["connector_down", "connector_slow", "connector_failed"] as const;

function OwedWords({ owed, timeZone }: { owed: OwedState; timeZone: string }) {
  const t = useTranslations("associations.owed");
  switch (owed.kind) {
    case "asking":
      return <p className="text-ink-2">{t("asking")}</p>;
    case "none":
      return <p className="text-ink-2">{t("noneAssociated")}</p>;
    case "failed":
      return <Banner tone="warn" title={t("down.other")} />;
    case "unreachable": {
      const reason = KNOWN_REASONS.find((known) => known === owed.reason) ?? "connector_failed";
      return <Banner tone="warn" title={t(`down.${reason}`, { system: owed.systemName })} />;
    }
    case "known":
      return <KnownSums owed={owed} timeZone={timeZone} />;
  }
}

type Known = Extract<PayerOwed, { kind: "known" }>;

function KnownSums({ owed: { sums, systemName, hasMore, at }, timeZone }: { owed: Known; timeZone: string }) {
  const t = useTranslations("associations.owed");
  const locale = useLocale();
  return (
    <>
      {sums.length === 0 && <p>{t("none")}</p>}
      {sums.map(({ currency, owedCents, unconfirmedCents, otherPayorsCents, items }) => (
        <div key={currency} className="grid gap-1">
          <p>
            <span className="font-semibold font-serif text-2xl">{formatMoney(owedCents, currency, locale)}</span>{" "}
            <span className="ml-1 text-ink-2">{t("sum", { count: items })}</span>
          </p>
          {otherPayorsCents !== 0 && (
            <p className="text-ink-2 text-sm">
              {t("otherPayors", { amount: formatMoney(otherPayorsCents, currency, locale) })}
            </p>
          )}
          {unconfirmedCents !== 0 && (
            <p className="text-ink-2 text-sm">
              {t("unconfirmed", { amount: formatMoney(unconfirmedCents, currency, locale), system: systemName })}
            </p>
          )}
        </div>
      ))}
      {hasMore && <Banner tone="warn" title={t("more", { count: MOST_OWED_ITEMS })} />}
      <p className="text-ink-3 text-xs">
        {t("at", { system: systemName, time: formatDateTime(new Date(at), timeZone, locale) })}
      </p>
    </>
  );
}
