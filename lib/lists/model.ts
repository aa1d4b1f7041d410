/** money: integer cents; instant: Date; date: "2026-11-21"; count: number; word: a text of the catalogue; text: as typed. */
export type CellKind = "text" | "money" | "instant" | "date" | "count" | "word";

export type Cell = string | number | Date | null;

export type ListColumn = {
  id: string;
  kind: CellKind;
  isSortable?: boolean;
  /** Cannot be hidden. */
  isFixed?: boolean;
  /** Not shown until asked for. */
  isHidden?: boolean;
  /** rem */
  width?: number;
};

export type ListSort = { columnId: string; direction: "asc" | "desc" };

/** Rows that somebody ticked, by id; with `isAll` all that match but these. */
export type PickedRows = { isAll: boolean; ids: readonly string[] };

/** What a user keeps for a list: order and visibility of columns, widths in rem, sort. */
export type ListArrangement = {
  columns: { id: string; isVisible: boolean; width?: number }[];
  sort: ListSort | null;
};

/** A list as somebody wants to find it again. */
export type SavedView = {
  id: string;
  name: string;
  /** For everybody of the firm, or its owner's alone. */
  isShared: boolean;
  isOwn: boolean;
  ownerName: string;
  /** The reader may rename it, save it anew and take it away. */
  mayChange: boolean;
  /** Without "?", and without a place in the list. */
  query: string;
  /** In their order; widths in rem. */
  columns: readonly { id: string; width?: number }[];
};
