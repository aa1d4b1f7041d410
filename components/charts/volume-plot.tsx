"use client";

import { type KeyboardEvent, useId, useRef, useState } from "react";
import { Bar, BarChart, type BarShapeProps, CartesianGrid, ResponsiveContainer, XAxis, YAxis } from "recharts";
import { ChartMark, type MarkPlace, nextPlace } from "@/components/charts/chart-mark";
import type { ChartPoint } from "@/components/charts/chart-point";
import type { VolumeChartProps } from "@/components/charts/volume-chart";
import { formatAxisMoney } from "@/lib/money/format-axis-money";
import type { AccountKind } from "@/lib/payments/model";

const HEIGHT_PX = 240;
/** Between two parts of one column, so that they are told apart where colours are not. */
const GAP_PX = 1.5;
const KINDS: readonly AccountKind[] = ["operating", "trust"];

/** The drawn chart. One stop of the Tab key; arrows go from mark to mark, Enter opens the list behind one. */
export function VolumePlot({ label, hint, points, currency, locale }: VolumeChartProps) {
  const box = useRef<HTMLFieldSetElement>(null);
  const hatchId = `hatch${useId().replace(/\W/g, "")}`;
  const [place, setPlace] = useState<MarkPlace>({ index: points.length - 1, part: "column" });
  const [said, setSaid] = useState(hint);
  const point = (next: MarkPlace, text: string) => {
    setPlace(next);
    setSaid(text);
  };

  function move(event: KeyboardEvent) {
    const places = nextPlace(place, event.key, points.length);
    if (!places) return;
    event.preventDefault();
    const marks = places.map(({ index, part }) =>
      box.current?.querySelector<SVGAElement>(`[data-mark="${index}:${part}"]`),
    );
    marks.find((mark) => mark != null)?.focus();
  }

  const drawMark = (bar: BarShapeProps, part: MarkPlace["part"]) => (
    <PlotMark bar={bar} part={part} point={points[bar.index]} place={place} onPoint={point} hatchId={hatchId} />
  );
  const data = points.map((one) => ({ tick: one.tick, ...centsOf(one) }));
  return (
    <fieldset ref={box} className="chart-plot" aria-label={label} onKeyDown={move} onMouseLeave={() => setSaid(hint)}>
      <ResponsiveContainer width="100%" height={HEIGHT_PX} initialDimension={{ width: 640, height: HEIGHT_PX }}>
        <BarChart
          data={data}
          accessibilityLayer={false}
          margin={{ top: 10, right: 0, bottom: 0, left: 0 }}
          barCategoryGap="32%"
        >
          <defs>
            <pattern id={hatchId} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <path d="M0 0V5" className="chart-hatch" />
            </pattern>
          </defs>
          <CartesianGrid vertical={false} stroke="var(--chart-grid)" />
          <XAxis
            dataKey="tick"
            tickLine={false}
            axisLine={{ stroke: "var(--edge)" }}
            interval="equidistantPreserveStart"
            minTickGap={24}
          />
          <YAxis
            width={52}
            tickLine={false}
            axisLine={false}
            tickCount={5}
            domain={[0, "auto"]}
            tickFormatter={(cents: number) => formatAxisMoney(cents, currency, locale)}
          />
          {KINDS.map((kind) => (
            <Bar
              key={kind}
              dataKey={kind}
              stackId="money"
              isAnimationActive={false}
              shape={(bar) => drawMark(bar, kind)}
              background={kind === "operating" ? (bar: BarShapeProps) => drawMark(bar, "column") : false}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
      <p className="chart-said" aria-hidden="true">
        {said}
      </p>
    </fieldset>
  );
}

function centsOf({ parts }: ChartPoint): Record<AccountKind, number> {
  const of = (kind: AccountKind) => parts.find((part) => part.kind === kind)?.cents ?? 0;
  return { operating: of("operating"), trust: of("trust") };
}

type PlotMarkProps = {
  bar: BarShapeProps;
  part: MarkPlace["part"];
  point: ChartPoint | undefined;
  place: MarkPlace;
  onPoint: (place: MarkPlace, label: string) => void;
  hatchId: string;
};

function PlotMark({ bar, part, point, place, onPoint, hatchId }: PlotMarkProps) {
  const target = part === "column" ? point : point?.parts.find(({ kind }) => kind === part);
  if (!target || bar.height <= 0) return null;
  const { x, width } = bar;
  const lift = part === "trust" && (point?.parts.length ?? 0) > 1 ? GAP_PX : 0;
  const height = Math.max(1, bar.height - lift);
  const y = bar.y;
  const mark = { index: bar.index, part };
  return (
    <ChartMark
      place={mark}
      href={target.href}
      label={target.label}
      isStop={place.index === bar.index && place.part === part}
      onPoint={onPoint}
    >
      <rect x={x} y={y} width={width} height={height} className={`chart-bar chart-bar-${part}`} />
      {part === "trust" && <rect x={x} y={y} width={width} height={height} fill={`url(#${hatchId})`} />}
    </ChartMark>
  );
}
