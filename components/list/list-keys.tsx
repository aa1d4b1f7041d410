"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useList } from "@/components/list/list-context";
import { isSelected, NOTHING_SELECTED, withRows } from "@/components/list/selection";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";

/** The link that opens a row: the first of its main column. */
const ROW_LINK = "tr[data-row] .held a";
const SEARCH = "input[data-list-search]";

/**
 * Arrows or j and k go from row to row, Enter opens (the focus is on the row's link), Space selects, / searches, Esc clears, ? tells the
 * keys. None of them while somebody types, and none with Ctrl, Alt or Command.
 */
export function ListKeys() {
  const t = useTranslations("list.keys");
  const [isOpen, setOpen] = useState(false);
  useKeys(() => setOpen(true));
  const keys = [
    ["move", ["↓", "↑", "j", "k"]],
    ["open", [t("enter")]],
    ["select", [t("space")]],
    ["search", ["/"]],
    ["clear", [t("escape")]],
    ["help", ["?"]],
  ] as const;
  const close = () => setOpen(false);
  return (
    <Dialog open={isOpen} onClose={close} title={t("title")} actions={<Button onClick={close}>{t("close")}</Button>}>
      <dl className="list-keys">
        {keys.map(([act, names]) => (
          <div key={act}>
            <dt>
              {names.map((name) => (
                <Kbd key={name}>{name}</Kbd>
              ))}
            </dt>
            <dd>{t(`does.${act}`)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

function useKeys(help: () => void): void {
  const { rows, selection, select } = useList();
  useEffect(() => {
    function pick(): boolean {
      const id = document.activeElement?.closest<HTMLElement>("tr[data-row]")?.dataset.row;
      const row = rows.find((candidate) => candidate.id === id);
      if (!row || document.activeElement?.closest("button, input, summary")) return false;
      select(withRows(selection, [row], !isSelected(selection, row.id)));
      return true;
    }
    function clear(): boolean {
      const hasSelection = selection.isAll || Object.keys(selection.rows).length > 0;
      if (!hasSelection || document.querySelector("details.menu[open], .menu > [aria-expanded='true']")) return false;
      select(NOTHING_SELECTED);
      return true;
    }
    const tell = () => {
      help();
      return true;
    };
    const acts = new Map([
      ["ArrowDown", () => moveRow(1)],
      ["j", () => moveRow(1)],
      ["ArrowUp", () => moveRow(-1)],
      ["k", () => moveRow(-1)],
      [" ", pick],
      ["/", focusSearch],
      ["Escape", clear],
      ["?", tell],
    ]);
    function press(event: KeyboardEvent) {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTaken(event)) return;
      if (acts.get(event.key)?.()) event.preventDefault();
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [rows, selection, select, help]);
}

/** Where somebody types, chooses or answers, the keys are theirs. */
function isTaken({ target, key }: KeyboardEvent): boolean {
  if (document.querySelector("dialog[open]")) return true;
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest("details[open] .menu-panel, [role=separator]")) return key.startsWith("Arrow");
  const isBox = target instanceof HTMLInputElement && target.type === "checkbox";
  return !isBox && (target.isContentEditable || target.closest("input, select, textarea") !== null);
}

/** Arrows scroll the page as ever until a row has the focus; j begins at the first one. */
function moveRow(by: 1 | -1): boolean {
  const links = [...document.querySelectorAll<HTMLElement>(ROW_LINK)];
  const here = document.activeElement?.closest("tr[data-row]");
  const at = links.findIndex((link) => here?.contains(link));
  const next = links[at < 0 ? 0 : at + by];
  if (!next) return at >= 0;
  next.focus();
  next.closest("tr")?.scrollIntoView({ block: "nearest" });
  return true;
}

function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>(SEARCH);
  field?.focus();
  field?.select();
  return field !== null;
}
