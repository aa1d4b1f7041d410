import type { ReactNode } from "react";
import type { CellKind, ListSort } from "@/lib/lists/model";

/** A column as it is shown now. */
export type ListHead = {
  id: string;
  label: string;
  kind: CellKind | "actions";
  isFixed: boolean;
  isVisible: boolean;
  /** rem; null: as wide as its content */
  width: number | null;
  /** How a press on its head sorts; null where it does not. */
  sort: { href: string; next: ListSort } | null;
  /** How the list is sorted by it now. */
  direction: "ascending" | "descending" | null;
};

export type Purse = "operating" | "trust";

export type ListRow = {
  id: string;
  /** What the row is about, for the name of its tick box. */
  name: string;
  /** What it adds to the sum of the selected rows; null where rows have no sum. */
  sum: { cents: number; purse: Purse } | null;
  /** Of a list in several tables: which of them it stands in. */
  part?: string;
  /** Why it cannot go on, in words, and what mends it: both rows in one red box. */
  trouble?: { text: ReactNode; remedy: ReactNode };
  /** Of the columns that are shown. */
  cells: Readonly<Record<string, ReactNode>>;
};

/** Of the whole filter, all pages. */
export type ListTotals = {
  count: number;
  /** False: more rows match than were counted. */
  isWhole: boolean;
  /** null: rows of this list have no sum. */
  sums: { operatingCents: number; trustCents: number } | null;
};

/** Where the columns that a user arranges go to: kept for the user, or in the address of a view. */
export type ColumnsKeptIn = "preferences" | "address";
