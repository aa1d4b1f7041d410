"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useList } from "@/components/list/list-context";
import { type Selection, sumSelection } from "@/components/list/selection";
import { Icon } from "@/components/ui/icon";
import { Menu, MenuLink, MenuNote, MenuRule } from "@/components/ui/menu";
import type { PickedRows } from "@/lib/lists/model";
import { formatCount } from "@/lib/lists/rules";

type ExportButtonProps = {
  listId:
    | "payments"
    | "payers"
    | "sent"
    | "trust"
    | "postings"
    | "alerts"
    | "users"
    | "schedules"
    | "audit"
    | "invoices";
  /** The list's address without "?", as it stands in the address bar. */
  query: string;
  /** Ids of the columns as the user sees them, in their order; empty: those the list shows by itself. */
  columns: readonly string[];
  /** How many rows the filter finds, as far as it is known. */
  count?: number | null;
  /** Where the trade has words of its own for it. */
  label?: string;
};

/** Excel or CSV of what is ticked, and of the whole filter. Forms, so that they work without script and an export can be written down. */
export function ExportButton({ count, label, ...asked }: ExportButtonProps) {
  const t = useTranslations("exports.button");
  const locale = useLocale();
  const { selection, totals } = useList();
  const picked = pickedOf(selection);
  const selected = sumSelection(selection, totals).count;
  return (
    <Menu
      trigger={
        <>
          <Icon name="download" />
          {label ?? t("label")}
          <Icon name="chevron-down" />
        </>
      }
    >
      {picked && (
        <>
          <ExportForm {...asked} picked={picked} isSelection>
            {t("selected", { count: selected, text: formatCount(selected, locale) })}
          </ExportForm>
          <MenuRule />
        </>
      )}
      <ExportForm {...asked} picked={null}>
        {count != null && t(picked ? "all" : "count", { count })}
      </ExportForm>
      <MenuRule />
      <MenuLink href="/staff/exports" icon="clock">
        {t("earlier")}
      </MenuLink>
    </Menu>
  );
}

type FormProps = Pick<ExportButtonProps, "listId" | "query" | "columns"> & {
  picked: PickedRows | null;
  isSelection?: boolean;
  children: ReactNode;
};

function ExportForm({ listId, query, columns, picked, isSelection, children }: FormProps) {
  const t = useTranslations("exports.button");
  return (
    <form method="post" action="/staff/exports/start">
      <input type="hidden" name="list" value={listId} />
      <input type="hidden" name="query" value={query} />
      <input type="hidden" name="columns" value={columns.join(",")} />
      {picked && <input type="hidden" name="picked" value={JSON.stringify(picked)} />}
      {children && <MenuNote>{children}</MenuNote>}
      {(["xlsx", "csv"] as const).map((format) => (
        <button key={format} type="submit" name="format" value={format} className="menu-item">
          <Icon name="file" />
          {t(isSelection ? `${format}Selected` : format)}
        </button>
      ))}
    </form>
  );
}

/** Null when nothing is ticked; all that match with nothing left out is the whole filter. */
function pickedOf({ isAll, rows }: Selection): PickedRows | null {
  const ids = Object.keys(rows);
  return ids.length === 0 ? null : { isAll, ids };
}
