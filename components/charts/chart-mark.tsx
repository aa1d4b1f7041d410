"use client";

import { useRouter } from "next/navigation";
import type { MouseEvent, ReactNode } from "react";

export type MarkPlace = { index: number; part: "column" | "operating" | "trust" };

type ChartMarkProps = {
  place: MarkPlace;
  href: string;
  label: string;
  /** The one mark of the chart that the Tab key stops at. */
  isStop: boolean;
  onPoint: (place: MarkPlace, label: string) => void;
  children: ReactNode;
};

/** A mark that leads to the list behind it. */
export function ChartMark({ place, href, label, isStop, onPoint, children }: ChartMarkProps) {
  const router = useRouter();
  function follow(event: MouseEvent) {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return;
    event.preventDefault();
    router.push(href);
  }
  const point = () => onPoint(place, label);
  return (
    <a
      href={href}
      aria-label={label}
      tabIndex={isStop ? 0 : -1}
      className={`chart-mark chart-mark-${place.part}`}
      data-mark={`${place.index}:${place.part}`}
      onClick={follow}
      onFocus={point}
      onMouseEnter={point}
    >
      {children}
    </a>
  );
}

const PARTS = ["column", "operating", "trust"] as const;

/** Where an arrow, Home or End leads from here; null for every other key. */
export function nextPlace(from: MarkPlace, key: string, count: number): MarkPlace[] | null {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
  if (step) return withColumn({ ...from, index: Math.min(count - 1, Math.max(0, from.index + step)) });
  if (key === "Home") return withColumn({ ...from, index: 0 });
  if (key === "End") return withColumn({ ...from, index: count - 1 });
  const turn = { ArrowUp: 1, ArrowDown: -1 }[key];
  if (!turn) return null;
  const at = PARTS.indexOf(from.part);
  return [1, 2].map((times) => ({ ...from, part: PARTS[(at + turn * times + 6) % 3] ?? "column" }));
}

/** Where a day has no such part, its whole column answers. */
function withColumn(place: MarkPlace): MarkPlace[] {
  return [place, { ...place, part: "column" }];
}
