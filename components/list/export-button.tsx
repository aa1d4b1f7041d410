"use client";

import { useTranslations } from "next-intl";
import { Icon } from "@/components/ui/icon";
import { Menu, MenuLink, MenuNote, MenuRule } from "@/components/ui/menu";

type ExportButtonProps = {
  listId: "payments" | "payers" | "sent" | "trust" | "postings";
  /** The list's address without "?", as it stands in the address bar. */
  query: string;
  /** Ids of the columns as the user sees them, in their order; empty: those the list shows by itself. */
  columns: readonly string[];
  /** How many rows the filter finds, as far as it is known. */
  count?: number | null;
  /** Where the trade has words of its own for it. */
  label?: string;
};

/** Excel or CSV of the whole filter. A form, so that it works without script and an export can be written down. */
export function ExportButton({ listId, query, columns, count, label }: ExportButtonProps) {
  const t = useTranslations("exports.button");
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
      <form method="post" action="/staff/exports/start">
        <input type="hidden" name="list" value={listId} />
        <input type="hidden" name="query" value={query} />
        <input type="hidden" name="columns" value={columns.join(",")} />
        {count != null && <MenuNote>{t("count", { count })}</MenuNote>}
        {(["xlsx", "csv"] as const).map((format) => (
          <button key={format} type="submit" name="format" value={format} className="menu-item">
            <Icon name="file" />
            {t(format)}
          </button>
        ))}
      </form>
      <MenuRule />
      <MenuLink href="/staff/exports" icon="clock">
        {t("earlier")}
      </MenuLink>
    </Menu>
  );
}
