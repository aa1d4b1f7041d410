"use client";

import { useLocale, useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { CheckBox } from "@/components/ui/check-field";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { type AssociationResult, type AssociationResults, MOST_RESULTS } from "@/lib/associations/model";
import { formatMoney } from "@/lib/money/format-money";

type Props = {
  found: AssociationResults;
  picks: ReadonlySet<string>;
  onToggle: (pick: string) => void;
  /** What was searched for. */
  query: string;
};

/** The lines of a search, each to be ticked; those that are associated already are told, not offered. */
export function AssociationPicks({ found: { results, hasMore, systemName }, picks, onToggle, query }: Props) {
  const t = useTranslations("associations.add");
  const tab = useTranslations("associations.tab");
  if (results.length === 0)
    return <EmptyState title={t("noneTitle")}>{t("noneText", { system: systemName, query })}</EmptyState>;
  const level = results[0]?.level ?? "client";
  return (
    <div className="mt-4 grid gap-3">
      <div className="flex max-h-[45vh] flex-col">
        <Ledger caption={t("results", { system: systemName })}>
          <thead>
            <tr>
              <Th kind="pick">
                <span className="sr-only">{t("pick")}</span>
              </Th>
              <Th>{tab("client")}</Th>
              {level !== "client" && <Th>{tab("matter")}</Th>}
              {level === "invoice" && (
                <>
                  <Th>{tab("invoice")}</Th>
                  <Th>{t("payor")}</Th>
                  <Th kind="money">{t("balance")}</Th>
                </>
              )}
            </tr>
          </thead>
          <tbody>
            {results.map((result) => (
              <PickRow key={result.pick} result={result} isPicked={picks.has(result.pick)} onToggle={onToggle} />
            ))}
          </tbody>
        </Ledger>
      </div>
      {hasMore && <Banner title={t("more", { count: MOST_RESULTS })} />}
    </div>
  );
}

type RowProps = { result: AssociationResult; isPicked: boolean; onToggle: (pick: string) => void };

function PickRow({ result, isPicked, onToggle }: RowProps) {
  const t = useTranslations("associations.add");
  const locale = useLocale();
  const { level, pick, isAssociated, clientNumber, clientName, matterNumber, matterName, invoiceNumber } = result;
  const names = {
    client: [clientNumber, clientName],
    matter: [matterNumber, matterName],
    invoice: [invoiceNumber, result.payorName],
  };
  const label = `${t("pick")} ${names[level].filter(Boolean).join(" ")}`;
  return (
    <tr aria-selected={isPicked || undefined}>
      <Td kind="pick">
        {!isAssociated && <CheckBox checked={isPicked} onChange={() => onToggle(pick)} aria-label={label} />}
      </Td>
      <Td kind="flow">
        {[clientNumber, clientName].filter(Boolean).join(" ")}
        {isAssociated && <span className="block text-ink-2 text-xs">{t("already")}</span>}
      </Td>
      {level !== "client" && <Td kind="flow">{[matterNumber, matterName].filter(Boolean).join(" ")}</Td>}
      {level === "invoice" && (
        <>
          <Td>{invoiceNumber}</Td>
          <Td kind="flow">{result.payorName}</Td>
          <Td kind="money">
            {result.balanceCents === null ? "" : formatMoney(result.balanceCents, result.currency, locale)}
          </Td>
        </>
      )}
    </tr>
  );
}
