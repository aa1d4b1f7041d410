"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { ItemSearch } from "@/components/connect/item-search";
import { useList } from "@/components/list/list-context";
import { NOTHING_SELECTED } from "@/components/list/selection";
import { TroubleText } from "@/components/postings/trouble-text";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Tag } from "@/components/ui/tag";
import { SEARCH_FIELDS } from "@/lib/matter-systems/model";
import { formatMoney } from "@/lib/money/format-money";
import type { PostingRow } from "@/lib/postings/model";
import { removePostingsAction, searchPostingItemsAction } from "../actions";
import { ReallocatePlaces } from "./reallocate-places";
import { useNewPlaces } from "./use-new-places";
import { usePostingAct } from "./use-posting-act";
import { useReallocate } from "./use-reallocate";

type Props = {
  row: PostingRow;
  /** Opened to reallocate: the search stands there at once. */
  isReallocating?: boolean;
  onClose: () => void;
};

/** "Edit Posting Record": put the payment on the right invoice or ledger, or take the record out and see to it by hand. */
export function EditPosting({ row, isReallocating = false, onClose }: Props) {
  const t = useTranslations("postings.edit");
  const act = useTranslations("postings.act");
  const locale = useLocale();
  const { select } = useList();
  const [isSearching, setSearching] = useState(isReallocating && !row.isReversal);
  const removal = usePostingAct();
  const done = () => {
    select(NOTHING_SELECTED);
    onClose();
  };
  const places = useNewPlaces(row);
  const reallocation = useReallocate(row, done);
  const isBusy = removal.isBusy || reallocation.isBusy;
  const remove = () =>
    removal.run(
      () => removePostingsAction({ ids: [row.id] }),
      ({ done: count }) => act("removed", { count }),
      done,
    );
  const problem = reallocation.problem ?? removal.problem;
  return (
    <Dialog
      open
      wide
      onClose={() => !isBusy && onClose()}
      title={t("title", { number: row.number })}
      lead={t("lead", { payer: row.payerName, payment: row.paymentNumber })}
      actions={
        <>
          <Button onClick={() => !isBusy && onClose()}>{t("close")}</Button>
          <Button pending={removal.isBusy} onClick={remove}>
            {t("remove")}
          </Button>
          {isSearching && (
            <Button
              id="reallocate-submit"
              variant="primary"
              pending={reallocation.isBusy}
              pendingLabel={t("reallocating")}
              unavailable={places.isWhole ? null : t(places.places.length === 0 ? "chooseFirst" : "notWhole")}
              onClick={() => reallocation.reallocate(places.lines)}
            >
              {t("submit")}
            </Button>
          )}
        </>
      }
    >
      <p className="flex flex-wrap items-center gap-3">
        <b className="text-lg">{formatMoney(row.amountCents, row.currency, locale)}</b>
        <Tag tone={row.accountKind}>{row.accountName}</Tag>
        <span>
          {row.invoiceNumber || row.matterNumber}
          {row.clientName && `, ${row.clientName}`}
        </span>
      </p>
      {row.trouble && (
        <p className="mt-2 text-sm">
          <TroubleText row={row} trouble={row.trouble} />
        </p>
      )}
      {problem && <Banner tone="danger" role="alert" title={problem} className="mt-4" />}
      {row.isReversal && <p className="mt-4 text-sm">{t("reversal", { number: row.reversesNumber ?? "" })}</p>}
      {isSearching && <Reallocate row={row} places={places} />}
      {!row.isReversal && !isSearching && (
        <Button className="mt-4" onClick={() => setSearching(true)}>
          {t("reallocate")}
        </Button>
      )}
    </Dialog>
  );
}

/** Ticking an item puts the record on it; several share it. */
function Reallocate({ row, places }: { row: PostingRow; places: ReturnType<typeof useNewPlaces> }) {
  const isTrust = row.kind === "trust";
  return (
    <div className="mt-4 grid gap-4">
      <ReallocatePlaces row={row} state={places} />
      <ItemSearch
        kind={row.kind}
        fields={SEARCH_FIELDS.filter((field) => !isTrust || field !== "invoice_number")}
        start={{
          by: isTrust ? "matter_number" : "invoice_number",
          query: isTrust ? row.matterNumber : row.invoiceNumber,
        }}
        search={searchPostingItemsAction}
        isPicked={({ key }) => places.places.some(({ item }) => item.key === key)}
        onPick={(items, isIn) => {
          for (const item of items) isIn ? places.add(item) : places.remove(item.key);
        }}
      />
    </div>
  );
}
