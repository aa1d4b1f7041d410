"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import { LEVEL_OF_SEARCH } from "@/lib/associations/model";
import { SEARCH_FIELDS } from "@/lib/matter-systems/model";
import { AssociationPicks } from "./association-picks";
import { type AddAssociationState, useAddAssociation } from "./use-add-association";

type Props = { payerId: string; payerName: string };

/** Search, tick, create, and again: the dialog stays open until it is closed. */
export function AddAssociation({ payerId, payerName }: Props) {
  const t = useTranslations("associations.add");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" icon="plus" onClick={() => setOpen(true)}>
        {t("button")}
      </Button>
      {isOpen && <AddDialog payerId={payerId} payerName={payerName} onClose={() => setOpen(false)} />}
    </>
  );
}

function AddDialog({ payerId, payerName, onClose }: Props & { onClose: () => void }) {
  const t = useTranslations("associations.add");
  const state = useAddAssociation(payerId);
  const { found, picks, isCreating } = state;
  return (
    <Dialog
      open
      wide
      onClose={() => !isCreating && onClose()}
      title={t("title")}
      lead={t("lead", { name: payerName })}
      actions={
        <>
          <span className="mr-auto self-center text-ink-2 text-sm" role="status">
            {picks.size > 0 && t("picked", { count: picks.size })}
          </span>
          <Button onClick={onClose}>{t("close")}</Button>
          <Button
            variant="primary"
            pending={isCreating}
            pendingLabel={t("creating")}
            unavailable={picks.size === 0 ? t("picked", { count: 0 }) : undefined}
            onClick={state.create}
          >
            {t("create")}
          </Button>
        </>
      }
    >
      <SearchForm state={state} />
      <div aria-live="polite" className="mt-4 grid gap-3 empty:hidden">
        {state.problem && <Banner tone="danger" title={state.problem} />}
        {state.created > 0 && <Banner tone="ok" title={t("created", { count: state.created })} />}
      </div>
      {found && <AssociationPicks found={found} picks={picks} onToggle={state.toggle} query={state.asked} />}
    </Dialog>
  );
}

function SearchForm({ state }: { state: AddAssociationState }) {
  const t = useTranslations("associations.add");
  const id = useId();
  const { by, query, isSearching } = state;
  return (
    <form
      className="form-stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        state.search();
      }}
    >
      <SelectField
        id={`${id}-by`}
        label={t("by")}
        hint={t(`byHint.${LEVEL_OF_SEARCH[by]}`)}
        value={by}
        options={SEARCH_FIELDS.map((value) => ({ value, label: t(`byOption.${value}`) }))}
        onChange={(event) => state.setBy(SEARCH_FIELDS.find((each) => each === event.target.value) ?? by)}
      />
      <TextField
        id={`${id}-query`}
        label={t("query")}
        error={state.queryError}
        value={query}
        maxLength={200}
        autoComplete="off"
        autoFocus
        onChange={(event) => state.setQuery(event.target.value)}
      />
      <div className="actions">
        <Button type="submit" icon="search" pending={isSearching} pendingLabel={t("searching")}>
          {t("search")}
        </Button>
      </div>
    </form>
  );
}
