import type { AccountKind } from "@/lib/payments/model";

/** A part of one place on the axis, with the list behind it. */
export type ChartPart = {
  kind: AccountKind;
  /** Length of the mark. */
  cents: number;
  href: string;
  /** All that the mark says: "November 12, trust: $1,200.00". */
  label: string;
};

/** One place on the axis: its parts stand on one another, operating first. */
export type ChartPoint = {
  key: string;
  /** At the axis: "Nov 12". */
  tick: string;
  href: string;
  label: string;
  parts: readonly ChartPart[];
};

/** A chart of money over time. */
export type VolumeChartProps = {
  /** What it shows, and how the keyboard goes through it. */
  label: string;
  /** Beneath it while no mark is pointed at. */
  hint: string;
  points: readonly ChartPoint[];
  currency: string;
  locale: string;
};
