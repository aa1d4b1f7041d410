"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type KeyboardEvent, type RefObject, useEffect, useId, useMemo, useRef, useState } from "react";
import type { PaletteEntry, PalettePlaces } from "@/components/palette/palette-entry";
import { PaletteList } from "@/components/palette/palette-list";
import { sectionsOf } from "@/components/palette/palette-sections";
import { keepRecent, readRecent } from "@/components/palette/recent-entries";
import { useSearch } from "@/components/palette/use-search";
import { Icon } from "@/components/ui/icon";
import { Kbd } from "@/components/ui/kbd";

type PaletteDialogProps = {
  userId: string;
  places: PalettePlaces;
  /** Payments, payers, links and invoices are looked for too. */
  mayView: boolean;
  /** What was typed already in the field of the top bar. */
  typed: string;
  onClose: () => void;
};

/** The command palette: one field, and beneath it what it finds. The keyboard stays in the field. */
export function PaletteDialog({ userId, places, mayView, typed, onClose }: PaletteDialogProps) {
  const t = useTranslations("palette");
  const locale = useLocale();
  const router = useRouter();
  const box = useRef<HTMLDialogElement>(null);
  const listId = useId();
  const [q, setQ] = useState(typed);
  const [at, setAt] = useState(0);
  const [recent] = useState(() => readRecent(userId));
  const { found, state } = useSearch(mayView ? q : "");
  const searchLabel = t("all", { q: q.trim() });
  const sections = useMemo(
    () => sectionsOf({ q, found, places, recent, locale, searchLabel, mayView }),
    [q, found, places, recent, locale, searchLabel, mayView],
  );
  const entries = sections.flatMap((section) => section.entries);
  const active = Math.min(at, entries.length - 1);

  useModal(box);

  function open(entry: PaletteEntry) {
    if (entry.id !== "search") keepRecent(userId, entry);
    onClose();
    router.push(entry.href);
  }

  function press(event: KeyboardEvent) {
    const count = entries.length;
    const next = {
      ArrowDown: (active + 1) % count,
      ArrowUp: (active - 1 + count) % count,
      PageDown: count - 1,
      PageUp: 0,
    }[event.key];
    if (next !== undefined && count > 0) {
      event.preventDefault();
      setAt(next);
    }
    const entry = entries[active];
    if (event.key === "Enter" && entry && !event.nativeEvent.isComposing) {
      event.preventDefault();
      open(entry);
    }
  }

  return (
    <dialog
      ref={box}
      className="palette"
      aria-label={t("title")}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClose={onClose}
      onPointerDown={(event) => event.target === box.current && onClose()}
    >
      <div className="palette-box">
        <div className="palette-field">
          <Icon name="search" />
          <PaletteField
            listId={listId}
            count={entries.length}
            active={active}
            value={q}
            onType={(text) => {
              setQ(text);
              setAt(0);
            }}
            onPress={press}
          />
          <button type="button" className="btn btn-sm btn-quiet" onClick={onClose}>
            {t("close")}
          </button>
        </div>
        <PaletteList
          id={listId}
          sections={sections}
          active={active}
          isBusy={state === "busy"}
          onPoint={setAt}
          onOpen={open}
        />
        <p className="palette-foot">
          <span role="status">{words(t, state, entries.length, q)}</span>
          <span className="palette-keys" aria-hidden="true">
            <Kbd>↑</Kbd> <Kbd>↓</Kbd> {t("move")} <Kbd>Enter</Kbd> {t("open")} <Kbd>Esc</Kbd> {t("close")}
          </span>
        </p>
      </div>
    </dialog>
  );
}

/** Opens the dialog with its field focused; what held the focus before has it again afterwards. */
function useModal(box: RefObject<HTMLDialogElement | null>): void {
  useEffect(() => {
    const opener = document.activeElement;
    box.current?.showModal();
    box.current?.querySelector("input")?.focus();
    return () => {
      const isLost = document.activeElement === null || document.activeElement === document.body;
      if (isLost && opener instanceof HTMLElement) opener.focus();
    };
  }, [box]);
}

type PaletteFieldProps = {
  listId: string;
  count: number;
  active: number;
  value: string;
  onType: (text: string) => void;
  onPress: (event: KeyboardEvent) => void;
};

/** Holds the focus; says which line of the list answers to Enter. */
function PaletteField({ listId, count, active, value, onType, onPress }: PaletteFieldProps) {
  const t = useTranslations("palette");
  return (
    <input
      type="text"
      role="combobox"
      aria-expanded={count > 0}
      aria-controls={listId}
      aria-activedescendant={count > 0 ? `${listId}-${active}` : undefined}
      aria-autocomplete="list"
      aria-label={t("title")}
      placeholder={t("placeholder")}
      autoComplete="off"
      spellCheck={false}
      maxLength={120}
      value={value}
      onChange={(event) => onType(event.target.value)}
      onKeyDown={onPress}
    />
  );
}

type Texts = ReturnType<typeof useTranslations<"palette">>;

/** What the search has come to, in a sentence. */
function words(t: Texts, state: ReturnType<typeof useSearch>["state"], count: number, q: string): string {
  if (state === "failed") return t("failed");
  if (state === "busy") return t("busy");
  // The line that leads to Payment Manager always stands.
  if (state === "done" && count <= 1) return t("none", { q: q.trim() });
  return t("count", { count });
}
