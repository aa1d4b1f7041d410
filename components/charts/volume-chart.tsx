"use client";

import dynamic from "next/dynamic";
import type { ChartPoint } from "@/components/charts/chart-point";

export type VolumeChartProps = {
  /** What it shows, and how the keyboard goes through it. */
  label: string;
  /** Beneath it while no mark is pointed at. */
  hint: string;
  points: readonly ChartPoint[];
  currency: string;
  locale: string;
};

// The drawer of charts weighs more than the page around it and needs the width of the screen.
const VolumePlot = dynamic(() => import("./volume-plot").then((plot) => plot.VolumePlot), {
  ssr: false,
  loading: () => <div className="chart-plot" aria-hidden="true" />,
});

/** Bars of money by day or month; trust money hatched on top of operating money. */
export function VolumeChart(props: VolumeChartProps) {
  return <VolumePlot {...props} />;
}
