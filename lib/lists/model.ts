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

/** What a user keeps for a list: order and visibility of columns, widths in rem, sort. */
export type ListArrangement = {
  columns: { id: string; isVisible: boolean; width?: number }[];
  sort: ListSort | null;
};
