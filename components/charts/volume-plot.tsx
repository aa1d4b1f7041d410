"use client";

import { createContext, type KeyboardEvent, memo, use, useId, useMemo, useRef, useState } from "react";
import { Bar, BarChart, type BarShapeProps, CartesianGrid, ResponsiveContainer, XAxis, YAxis } from "recharts";
import { ChartMark, type MarkPlace, nextPlace } from "@/components/charts/chart-mark";
import type { ChartPoint, VolumeChartProps } from "@/components/charts/chart-point";
import { formatAxisMoney } from "@/lib/money/format-axis-money";
import type { AccountKind } from "@/lib/payments/model";

const HEIGHT_PX = 240;
/** Between two parts of one column, so that they are told apart where colours are not. */
const GAP_PX = 1.5;
const MARGIN = { top: 10, right: 0, bottom: 0, left: 0 };
const AXIS_LINE = { stroke: "var(--edge)" };

type Marks = {
  points: readonly ChartPoint[];
  hatchId: string;
  place: MarkPlace;
  onPoint: (place: MarkPlace, label: string) => void;
};

const MarksContext = createContext<Marks | null>(null);

/** The drawn chart. One stop of the Tab key; arrows go from mark to mark, Enter opens the list behind one. */
export function VolumePlot({ label, hint, points, currency, locale }: VolumeChartProps) {
  const box = useRef<HTMLFieldSetElement>(null);
  const hatchId = `hatch${useId().replace(/\W/g, "")}`;
  const [place, setPlace] = useState<MarkPlace>({ index: points.length - 1, part: "column" });
  const [said, setSaid] = useState(hint);
  const marks = useMemo<Marks>(() => {
    const onPoint = (next: MarkPlace, text: string) => {
      setPlace(next);
      setSaid(text);
    };
    return { points, hatchId, place, onPoint };
  }, [points, hatchId, place]);

  function move(event: KeyboardEvent) {
    const places = nextPlace(place, event.key, points.length);
    if (!places) return;
    event.preventDefault();
    const found = places.map(({ index, part }) =>
      box.current?.querySelector<SVGAElement>(`[data-mark="${index}:${part}"]`),
    );
    found.find((mark) => mark != null)?.focus();
  }

  return (
    <fieldset ref={box} className="chart-plot" aria-label={label} onKeyDown={move} onMouseLeave={() => setSaid(hint)}>
      <MarksContext value={marks}>
        <Canvas points={points} currency={currency} locale={locale} hatchId={hatchId} />
      </MarksContext>
      <p className="chart-said" aria-hidden="true">
        {said}
      </p>
    </fieldset>
  );
}

type CanvasProps = Pick<VolumeChartProps, "points" | "currency" | "locale"> & { hatchId: string };

/** Drawn once: drawn anew with each step of the keyboard, the mark that holds the focus would be taken away. */
const Canvas = memo(function Canvas({ points, currency, locale, hatchId }: CanvasProps) {
  const data = points.map((point) => ({ tick: point.tick, ...centsOf(point) }));
  return (
    <ResponsiveContainer width="100%" height={HEIGHT_PX} initialDimension={{ width: 640, height: HEIGHT_PX }}>
      <BarChart data={data} accessibilityLayer={false} margin={MARGIN} barCategoryGap="32%">
        <defs>
          <pattern id={hatchId} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path d="M0 0V5" className="chart-hatch" />
          </pattern>
        </defs>
        <CartesianGrid vertical={false} stroke="var(--chart-grid)" />
        <XAxis
          dataKey="tick"
          tickLine={false}
          axisLine={AXIS_LINE}
          interval="equidistantPreserveStart"
          minTickGap={24}
        />
        <YAxis
          width={52}
          tickLine={false}
          axisLine={false}
          tickCount={5}
          tickFormatter={(cents: number) => formatAxisMoney(cents, currency, locale)}
        />
        <Bar
          dataKey="operating"
          stackId="money"
          isAnimationActive={false}
          shape={drawOperating}
          background={drawColumn}
        />
        <Bar dataKey="trust" stackId="money" isAnimationActive={false} shape={drawTrust} />
      </BarChart>
    </ResponsiveContainer>
  );
});

const drawOperating = (bar: BarShapeProps) => <PlotMark bar={bar} part="operating" />;
const drawTrust = (bar: BarShapeProps) => <PlotMark bar={bar} part="trust" />;
const drawColumn = (bar: BarShapeProps) => <PlotMark bar={bar} part="column" />;

function centsOf({ parts }: ChartPoint): Record<AccountKind, number> {
  const of = (kind: AccountKind) => parts.find((part) => part.kind === kind)?.cents ?? 0;
  return { operating: of("operating"), trust: of("trust") };
}

function PlotMark({ bar, part }: { bar: BarShapeProps; part: MarkPlace["part"] }) {
  const marks = use(MarksContext);
  const point = marks?.points[bar.index];
  const target = part === "column" ? point : point?.parts.find(({ kind }) => kind === part);
  if (!marks || !target || bar.height <= 0) return null;
  const lift = part === "trust" && (point?.parts.length ?? 0) > 1 ? GAP_PX : 0;
  const { x, y, width } = bar;
  const shape = { x, y, width, height: Math.max(1, bar.height - lift) };
  return (
    <ChartMark
      place={{ index: bar.index, part }}
      href={target.href}
      label={target.label}
      isStop={marks.place.index === bar.index && marks.place.part === part}
      onPoint={marks.onPoint}
    >
      <rect {...shape} className={`chart-bar chart-bar-${part}`} />
      {part === "trust" && <rect {...shape} fill={`url(#${marks.hatchId})`} />}
    </ChartMark>
  );
}
