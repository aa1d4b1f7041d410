"use client";

import dynamic from "next/dynamic";
import type { VolumeChartProps } from "@/components/charts/chart-point";

// The drawer of charts weighs more than the page around it and needs the width of the screen.
const VolumePlot = dynamic(() => import("./volume-plot").then((plot) => plot.VolumePlot), {
  ssr: false,
  loading: () => <div className="chart-plot" aria-hidden="true" />,
});

/** Bars of money by day or month; trust money hatched on top of operating money. */
export function VolumeChart(props: VolumeChartProps) {
  return <VolumePlot {...props} />;
}
