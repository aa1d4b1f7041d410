"use client";

import { type ReactNode, useId, useState } from "react";
import { joinClasses } from "@/components/ui/class-names";
import { Sheet } from "@/components/ui/sheet";

type ChartSheetProps = {
  title: ReactNode;
  /** Beside the title: the days it is about. */
  note?: ReactNode;
  legend?: ReactNode;
  labels: {
    /** "Show as table" */
    asTable: string;
    /** "Show as chart" */
    asChart: string;
  };
  chart: ReactNode;
  /** The same figures as a table; shown instead where no script runs. */
  table: ReactNode;
  /** The chart needs a script, so that the table stands in without one. */
  needsScript?: boolean;
};

/** A chart and the table of its figures, one of the two at a time. */
export function ChartSheet({ title, note, legend, labels, chart, table, needsScript }: ChartSheetProps) {
  const [isTable, setIsTable] = useState(false);
  const bodyId = useId();
  return (
    <Sheet
      pad="none"
      className={joinClasses("chart-sheet", needsScript && "chart-scripted")}
      title={title}
      aside={
        <span className="chart-aside">
          {note && <span>{note}</span>}
          {!isTable && legend}
          <button type="button" className="chart-toggle" aria-controls={bodyId} onClick={() => setIsTable(!isTable)}>
            {isTable ? labels.asChart : labels.asTable}
          </button>
        </span>
      }
    >
      <div id={bodyId}>
        <div className="chart-body" data-off={isTable || undefined}>
          {chart}
        </div>
        <div className="chart-table" data-off={!isTable || undefined}>
          {table}
        </div>
      </div>
    </Sheet>
  );
}

/** Which mark is which kind of money. */
export function ChartLegend({ items }: { items: readonly { kind: "operating" | "trust"; label: string }[] }) {
  return (
    <>
      {items.map(({ kind, label }) => (
        <span key={kind} className="chart-key">
          <i className={`chart-swatch chart-${kind}`} aria-hidden="true" />
          {label}
        </span>
      ))}
    </>
  );
}
