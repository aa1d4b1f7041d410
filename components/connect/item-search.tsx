"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState, useTransition } from "react";
import type { ActionResult } from "@/components/forms/action-result";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import type { ItemKind, SearchField } from "@/lib/matter-systems/model";
import { ItemTable, type OfferedItem } from "./item-table";

export type ItemSearchAction = (search: {
  by: SearchField;
  kind: ItemKind;
  query: string;
  cursor: string | null;
}) => Promise<ActionResult<{ items: OfferedItem[]; nextCursor: string | null }>>;

type Props = {
  kind: ItemKind;
  /** That the matter system can be asked by, in their order. */
  fields: readonly SearchField[];
  /** What stands in the search at first. */
  start?: { by: SearchField; query: string };
  /** An action around `searchItems` of lib/connect-payments. */
  search: ItemSearchAction;
  isPicked: (item: OfferedItem) => boolean;
  onPick: (items: readonly OfferedItem[], isIn: boolean) => void;
};

type Found = { query: string; by: SearchField; items: readonly OfferedItem[]; nextCursor: string | null };

/**
 * Looks for open items of the matter system within a form or a dialog: what by, what for, the results with tick boxes. What was ticked
 * is the caller's, so that several searches accumulate. Not to be put inside another form.
 */
export function ItemSearch({ kind, fields, start, search, isPicked, onPick }: Props) {
  const t = useTranslations("connectPay.find");
  const names = useTranslations("connectPay.by");
  const id = useId();
  const [by, setBy] = useState<SearchField>(start?.by ?? fields[0] ?? "client_number");
  const [query, setQuery] = useState(start?.query ?? "");
  const [found, setFound] = useState<Found | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, startTransition] = useTransition();

  function ask(from: Found | null) {
    const wish = from ?? { query: query.trim(), by, items: [], nextCursor: null };
    if (wish.query === "") return setProblem(t("empty", { field: names(by) }));
    setProblem(null);
    startTransition(async () => {
      const answer = await search({ kind, by: wish.by, query: wish.query, cursor: wish.nextCursor }).catch(() => null);
      if (!answer?.ok) return setProblem(answer?.message ?? t("unreachable"));
      setFound({ ...wish, items: [...wish.items, ...answer.data.items], nextCursor: answer.data.nextCursor });
    });
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    ask(null);
  }

  return (
    <div className="form-stack" aria-busy={pending}>
      <form className="flex flex-wrap items-end gap-3" onSubmit={submit}>
        <SelectField
          id={`${id}-by`}
          label={t("by")}
          value={by}
          onChange={(event) => setBy(fields.find((field) => field === event.target.value) ?? by)}
          options={fields.map((value) => ({ value, label: names(value) }))}
        />
        <TextField
          id={`${id}-query`}
          label={names(by)}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
        />
        <Button type="submit" icon="search" pending={pending} pendingLabel={t("asking")}>
          {t("search")}
        </Button>
      </form>
      {problem && <Banner tone="danger" role="alert" title={problem} />}
      <p className="sr-only" role="status">
        {found ? t("found", { count: found.items.length }) : ""}
      </p>
      {found?.items.length === 0 && <EmptyState title={t(`none.${kind}`, { query: found.query })} />}
      {found && found.items.length > 0 && (
        <>
          <ItemTable
            kind={kind}
            items={found.items}
            caption={t("results", { query: found.query })}
            isPicked={isPicked}
            onPick={onPick}
          />
          {found.nextCursor !== null && (
            <Button onClick={() => ask(found)} pending={pending} pendingLabel={t("asking")}>
              {t("more")}
            </Button>
          )}
        </>
      )}
    </div>
  );
}
