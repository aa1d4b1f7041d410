"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useList } from "@/components/list/list-context";
import { ListLink } from "@/components/list/list-link";
import { NOTHING_SELECTED, type Selection, sumSelection } from "@/components/list/selection";
import { BarPages, BarRule, BarSum, BottomBar } from "@/components/ui/ledger";
import { Tag } from "@/components/ui/tag";
import { formatCount } from "@/lib/lists/rules";
import { formatMoney } from "@/lib/money/format-money";

type ListBarProps = {
  currency: string;
  newerHref: string | null;
  olderHref: string | null;
  /** Said of the sums, e.g. "net of refunds". */
  note?: ReactNode;
  /** Without tick boxes. */
  isPlain?: boolean;
  /** No step to all that match: what is done to the rows is done to those that were seen. */
  isPageOnly?: boolean;
};

/** What is selected, the step to all that match, the sums of the whole filter, and paging. */
export function ListBar({ currency, newerHref, olderHref, note, isPlain, isPageOnly }: ListBarProps) {
  const t = useTranslations("list.bar");
  const locale = useLocale();
  const { totals, rows, heads } = useList();
  const sorted = heads.find(({ direction }) => direction !== null);
  const isNewestFirst = !sorted || (sorted.kind === "instant" && sorted.direction === "descending");
  return (
    <BottomBar>
      {!isPlain && <Selected currency={currency} isPageOnly={isPageOnly} />}
      <span>
        {t("all", {
          count: formatCount(totals.count, locale),
          whole: totals.isWhole ? "yes" : "no",
          sums: totals.sums ? "yes" : "no",
        })}
      </span>
      {totals.sums && <Sums {...totals.sums} currency={currency} />}
      {totals.sums && note && <span>{note}</span>}
      <BarPages text={t("shown", { count: rows.length })}>
        {newerHref && (
          <ListLink href={newerHref} className="btn btn-sm">
            {t(isNewestFirst ? "newer" : "previous")}
          </ListLink>
        )}
        {olderHref && (
          <ListLink href={olderHref} className="btn btn-sm">
            {t(isNewestFirst ? "older" : "next")}
          </ListLink>
        )}
      </BarPages>
    </BottomBar>
  );
}

function Selected({ currency, isPageOnly }: Pick<ListBarProps, "currency" | "isPageOnly">) {
  const t = useTranslations("list.bar");
  const locale = useLocale();
  const { rows, totals, selection, select } = useList();
  const sum = sumSelection(selection, totals);
  if (sum.count === 0) return <span className="sr-only" role="status" />;
  const all: Selection = { isAll: true, rows: {} };
  return (
    <>
      <span role="status">
        <b>{t("selected", { count: sum.count, text: formatCount(sum.count, locale) })}</b>
      </span>
      {(totals.sums || (!selection.isAll && rows.some((row) => row.sum))) && (
        <Sums {...sum} isShort currency={currency} />
      )}
      {!isPageOnly && totals.isWhole && sum.count < totals.count && (
        <button type="button" className="text-button" onClick={() => select(all)}>
          {t("selectAll", { count: formatCount(totals.count, locale) })}
        </button>
      )}
      <button type="button" className="text-button" onClick={() => select(NOTHING_SELECTED)}>
        {t("clear")}
      </button>
      <BarRule />
    </>
  );
}

type SumsProps = {
  operatingCents: number;
  trustCents: number;
  currency: string;
  /** Leaves out a purse without money. */
  isShort?: boolean;
};

/** Operating and trust are never one figure. */
function Sums({ operatingCents, trustCents, currency, isShort }: SumsProps) {
  const t = useTranslations("common.account");
  const locale = useLocale();
  return (
    <>
      {(!isShort || operatingCents !== 0 || trustCents === 0) && (
        <BarSum label={<Tag tone="operating">{t("operating")}</Tag>}>
          {formatMoney(operatingCents, currency, locale)}
        </BarSum>
      )}
      {(!isShort || trustCents !== 0) && (
        <BarSum label={<Tag tone="trust">{t("trust")}</Tag>}>{formatMoney(trustCents, currency, locale)}</BarSum>
      )}
    </>
  );
}
