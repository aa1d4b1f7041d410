"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import type { PaletteEntry, PaletteSection } from "@/components/palette/palette-entry";
import { AccountTag } from "@/components/payments/account-tag";
import { joinClasses } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";

type PaletteListProps = {
  id: string;
  sections: readonly PaletteSection[];
  /** Which line, counted over all groups, answers to Enter. */
  active: number;
  isBusy: boolean;
  onPoint: (index: number) => void;
  onOpen: (entry: PaletteEntry) => void;
};

/** What the palette offers, in groups with a heading each. */
export function PaletteList({ id, sections, active, isBusy, onPoint, onOpen }: PaletteListProps) {
  const t = useTranslations("palette");
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector(`#${CSS.escape(`${id}-${active}`)}`)?.scrollIntoView({ block: "nearest" });
  }, [id, active]);
  let index = -1;
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={t("results")}
      className={joinClasses("palette-list", isBusy && "palette-busy")}
    >
      {sections.map(({ group, entries }) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of options in a list box
        <div key={group} role="group" aria-labelledby={`${id}-${group}`}>
          <p id={`${id}-${group}`} className="palette-group">
            {t(`group.${group}`)}
          </p>
          {entries.map((entry) => {
            index += 1;
            const place = index;
            return (
              <PaletteOption
                key={entry.id}
                id={`${id}-${place}`}
                entry={entry}
                isActive={place === active}
                onPoint={() => onPoint(place)}
                onOpen={() => onOpen(entry)}
              />
            );
          })}
        </div>
      ))}
    </div>
  );
}

type PaletteOptionProps = {
  id: string;
  entry: PaletteEntry;
  isActive: boolean;
  onPoint: () => void;
  onOpen: () => void;
};

function PaletteOption({ id, entry, isActive, onPoint, onOpen }: PaletteOptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above holds the focus and answers to the keys
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      className="palette-option"
      onPointerMove={isActive ? undefined : onPoint}
      onClick={onOpen}
    >
      <Icon name={entry.icon} />
      <span className="palette-label">
        {entry.label} {entry.detail && <span className="palette-detail">{entry.detail}</span>}
      </span>
      {entry.accountKind && <AccountTag kind={entry.accountKind} />}
      {entry.amount && <span className="palette-amount">{entry.amount}</span>}
    </div>
  );
}
