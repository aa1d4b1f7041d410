"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { useList } from "@/components/list/list-context";
import { ListLink } from "@/components/list/list-link";
import type { ListHead } from "@/components/list/list-shape";
import { Icon } from "@/components/ui/icon";
import { Th } from "@/components/ui/ledger";

const NARROWEST_REM = 3;
const WIDEST_REM = 60;
const STEP_REM = 1;

/** A column's name, which sorts if it can, and the edge by which it is made wider or narrower. */
export function HeadCell({ head, isHeld }: { head: ListHead; isHeld: boolean }) {
  const [pulled, setPulled] = useState<number | null>(null);
  const width = pulled ?? head.width;
  const kind = headKind(head);
  return (
    <Th
      kind={kind}
      held={isHeld}
      aria-sort={head.direction ?? undefined}
      data-column={head.id}
      style={width ? { width: `${width}rem`, minWidth: `${width}rem`, maxWidth: `${width}rem` } : undefined}
    >
      <HeadName head={head} />
      {head.kind !== "actions" && <Edge head={head} onPull={setPulled} />}
    </Th>
  );
}

function HeadName({ head }: { head: ListHead }) {
  const { keepSort } = useList();
  const { sort, direction, label } = head;
  if (head.kind === "actions") return <span className="sr-only">{label}</span>;
  if (!sort) return label;
  return (
    <ListLink href={sort.href} className="sort" onGo={() => keepSort(sort.next)}>
      {label}
      <Icon
        name={direction === "ascending" ? "arrow-up" : "arrow-down"}
        className={direction ? undefined : "icon-idle"}
      />
    </ListLink>
  );
}

type EdgeProps = { head: ListHead; onPull: (rem: number | null) => void };

/** Pulled by the pointer, or moved by the arrows; a double press lets the column be as wide as its content again. */
function Edge({ head, onPull }: EdgeProps) {
  const t = useTranslations("list.columns");
  const { heads, arrange } = useList();
  const setWidth = (width: number | null) =>
    arrange(heads.map((other) => (other.id === head.id ? { ...other, width } : other)));
  function pull(event: PointerEvent<HTMLElement>) {
    event.preventDefault();
    const edge = event.currentTarget;
    const startX = event.clientX;
    const startRem = widthOf(edge);
    let rem = startRem;
    edge.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent) => {
      rem = bound(startRem + (moved.clientX - startX) / remPixels());
      onPull(rem);
    };
    const end = () => {
      edge.removeEventListener("pointermove", move);
      onPull(null);
      if (rem !== startRem) setWidth(rem);
    };
    edge.addEventListener("pointermove", move);
    edge.addEventListener("lostpointercapture", end, { once: true });
  }
  function press(event: KeyboardEvent<HTMLElement>) {
    const by = { ArrowLeft: -STEP_REM, ArrowRight: STEP_REM }[event.key];
    if (!by) return;
    event.preventDefault();
    setWidth(bound(widthOf(event.currentTarget) + by));
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved; this is the separator of the window pattern
    <span
      role="separator"
      aria-orientation="vertical"
      aria-label={t("width", { name: head.label })}
      aria-valuenow={head.width ?? 0}
      aria-valuemin={0}
      aria-valuemax={WIDEST_REM}
      aria-valuetext={head.width ? t("widthSet", { rem: head.width }) : t("widthFree")}
      tabIndex={0}
      className="column-edge"
      onPointerDown={pull}
      onDoubleClick={() => setWidth(null)}
      onKeyDown={press}
    />
  );
}

function headKind({ kind }: ListHead): "money" | "end" | "text" {
  if (kind === "money") return "money";
  return kind === "count" || kind === "actions" ? "end" : "text";
}

function bound(rem: number): number {
  return Math.round(Math.min(WIDEST_REM, Math.max(NARROWEST_REM, rem)) * 4) / 4;
}

function widthOf(edge: HTMLElement): number {
  return bound((edge.closest("th")?.offsetWidth ?? 0) / remPixels());
}

function remPixels(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}
