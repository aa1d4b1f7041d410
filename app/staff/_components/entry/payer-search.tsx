"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { useFormContext } from "react-hook-form";
import { useFieldId } from "@/components/forms/form-context";
import { useFieldError } from "@/components/forms/form-fields";
import { TextField } from "@/components/ui/text-field";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { PayerMatch } from "@/lib/payment-forms/model";
import type { EntryTyped } from "@/lib/payment-forms/schemas";
import type { FindPayers } from "./use-entry-payer";

type Props = { canFind: boolean; takesFocus: boolean; onChoose: (payerId: string) => void; find: FindPayers };

const SEARCH_AFTER_MS = 200;
const SHORTEST = 2;

/** A name, and beneath it the payers who may be meant: arrow keys and Enter choose, Escape closes (combobox pattern of ARIA). */
export function PayerSearch({ canFind, takesFocus, onChoose, find }: Props) {
  const t = useTranslations("enterPayment.payer");
  const required = useTranslations("common")("required");
  const { register } = useFormContext<EntryTyped>();
  const { onChange, onBlur, name, ref } = register("payerName");
  const list = useMatches(canFind, find);
  const listId = useId();
  const choose = (match: PayerMatch | undefined) => {
    if (!match) return;
    list.close();
    onChoose(match.id);
  };

  function press(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      list.step(event.key === "ArrowDown" ? 1 : -1);
    }
    if (event.key === "Escape" && list.isOpen) {
      event.stopPropagation();
      list.close();
    }
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || !list.isOpen || list.active < 0) return;
    event.preventDefault();
    choose(list.matches[list.active]);
  }

  return (
    <div className="relative">
      <TextField
        id={useFieldId("payerName", t("label"))}
        name={name}
        ref={ref}
        label={t("label")}
        required={required}
        hint={t("hint")}
        error={useFieldError("payerName")}
        autoComplete="off"
        autoFocus={takesFocus}
        spellCheck={false}
        role={canFind ? "combobox" : undefined}
        aria-expanded={canFind ? list.isOpen : undefined}
        aria-controls={list.isOpen ? listId : undefined}
        aria-autocomplete={canFind ? "list" : undefined}
        aria-activedescendant={list.isOpen && list.active >= 0 ? `${listId}-${list.active}` : undefined}
        onChange={(event) => {
          void onChange(event);
          list.ask(event.target.value);
        }}
        onBlur={(event) => {
          list.close();
          void onBlur(event);
        }}
        onKeyDown={press}
      />
      {list.isOpen && <MatchList id={listId} list={list} onChoose={choose} />}
      <VisuallyHidden>
        <span role="status">{list.found === null ? "" : t("found", { count: list.found })}</span>
      </VisuallyHidden>
    </div>
  );
}

type ListProps = { id: string; list: ReturnType<typeof useMatches>; onChoose: (match: PayerMatch) => void };

function MatchList({ id, list, onChoose }: ListProps) {
  const t = useTranslations("enterPayment.payer");
  return (
    <div
      id={id}
      role="listbox"
      aria-label={t("list")}
      className="popover absolute inset-x-0 top-[4rem] z-(--z-popover) max-h-72 overflow-y-auto p-1"
    >
      {list.matches.map((match, index) => (
        <div
          key={match.id}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === list.active}
          className={`cursor-pointer rounded-mark px-3 py-2 hover:bg-hover ${index === list.active ? "bg-selected outline-2 outline-focus -outline-offset-2" : ""}`}
          // Before the blur of the field closes the list.
          onPointerDown={(event) => {
            event.preventDefault();
            onChoose(match);
          }}
        >
          <span className="block font-medium">{match.name}</span>
          <span className="block text-ink-2 text-sm">
            {[match.emails[0], match.clientRefs.join(", ")].filter(Boolean).join(" \u00b7 ")}
          </span>
        </div>
      ))}
    </div>
  );
}

/** The payers that match what stands in the field; an answer that comes too late is left aside. */
function useMatches(canFind: boolean, findPayers: FindPayers) {
  const [matches, setMatches] = useState<readonly PayerMatch[]>([]);
  const [found, setFound] = useState<number | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const asked = useRef("");

  async function find(q: string) {
    const answer = await findPayers({ q }).catch(() => null);
    if (asked.current !== q || !answer?.ok) return;
    setMatches(answer.data);
    setFound(answer.data.length);
    setActive(-1);
    setIsOpen(answer.data.length > 0);
  }

  function ask(typed: string) {
    const q = typed.trim();
    asked.current = q;
    clearTimeout(timer.current);
    if (!canFind || q.length < SHORTEST) return close();
    timer.current = setTimeout(() => void find(q), SEARCH_AFTER_MS);
  }

  function close() {
    asked.current = "";
    clearTimeout(timer.current);
    setIsOpen(false);
    setFound(null);
    setActive(-1);
  }

  function step(by: 1 | -1) {
    if (!isOpen) return;
    setActive((now) => (now + by + matches.length) % matches.length);
  }

  return { matches, found, isOpen, active, ask, close, step };
}
