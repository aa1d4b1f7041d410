"use client";

import { useLocale, useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import type { FoundItem } from "@/lib/connect-payments/model";
import { formatIsoDate } from "@/lib/dates/format-date";
import { SEARCH_FIELDS } from "@/lib/matter-systems/model";
import { formatMoney } from "@/lib/money/format-money";
import type { PostingRow } from "@/lib/postings/model";
import type { ItemSearchState } from "./use-item-search";
import type { NewPlace } from "./use-new-places";

type Props = {
  row: PostingRow;
  search: ItemSearchState;
  chosen: readonly NewPlace[];
  onChoose: (item: FoundItem) => void;
};

/** Looks for the right invoice or ledger in the matter system. */
export function ReallocateSearch({ row, search, chosen, onChoose }: Props) {
  const t = useTranslations("postings.edit");
  const fields = row.kind === "trust" ? SEARCH_FIELDS.filter((field) => field !== "invoice_number") : SEARCH_FIELDS;
  return (
    <>
      <form
        className="mt-4 flex flex-wrap items-end gap-3"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          search.search();
        }}
      >
        <SelectField
          id="reallocate-by"
          label={t("by")}
          value={search.by}
          options={fields.map((value) => ({ value, label: t(`byOption.${value}`) }))}
          onChange={(event) => search.setBy(SEARCH_FIELDS.find((each) => each === event.target.value) ?? search.by)}
        />
        <TextField
          id="reallocate-query"
          label={t("query")}
          value={search.query}
          maxLength={200}
          autoComplete="off"
          autoFocus
          onChange={(event) => search.setQuery(event.target.value)}
        />
        <Button type="submit" icon="search" pending={search.isSearching} pendingLabel={t("searching")}>
          {t("search")}
        </Button>
      </form>
      <div aria-live="polite" className="mt-4 empty:hidden">
        {search.problem && <Banner tone="danger" title={search.problem} />}
        {search.items?.length === 0 && <p className="text-sm">{t("none")}</p>}
        {search.hasMore && <p className="text-sm">{t("more")}</p>}
      </div>
      {search.items && search.items.length > 0 && (
        <FoundTable row={row} items={search.items} chosen={chosen} onChoose={onChoose} />
      )}
    </>
  );
}

type TableProps = Omit<Props, "search"> & { items: readonly FoundItem[] };

function FoundTable({ row, items, chosen, onChoose }: TableProps) {
  const t = useTranslations("postings.edit");
  const locale = useLocale();
  const taken = new Set(chosen.map(({ item }) => item.key));
  return (
    <div className="found-items">
      <Ledger caption={t("found")}>
        <thead>
          <tr>
            <Th>{t(row.kind === "trust" ? "ledgerHead" : "invoiceHead")}</Th>
            <Th>{t("matterHead")}</Th>
            <Th>{t("payorHead")}</Th>
            <Th kind="money">{t(row.kind === "trust" ? "heldHead" : "openHead")}</Th>
            <Th kind="end">
              <span className="sr-only">{t("chooseHead")}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.key}>
              <Td>
                {item.invoiceNumber || item.bankAccount}
                {item.datedOn && (
                  <span className="block text-ink-3 text-sm">{formatIsoDate(item.datedOn, locale)}</span>
                )}
              </Td>
              <Td kind="flow">
                {item.matterNumber} {item.matterName}
              </Td>
              <Td kind="flow">{item.payorName || item.clientName}</Td>
              <Td kind="money">{formatMoney(item.openCents, item.currency, locale)}</Td>
              <Td kind="end">
                <Button size="sm" aria-disabled={taken.has(item.key) || undefined} onClick={() => onChoose(item)}>
                  {t(taken.has(item.key) ? "chosen" : "choose")}
                  <span className="sr-only"> {item.invoiceNumber || item.matterNumber}</span>
                </Button>
              </Td>
            </tr>
          ))}
        </tbody>
      </Ledger>
    </div>
  );
}
