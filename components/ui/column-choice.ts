export type ColumnChoice = {
  id: string;
  label: string;
  visible: boolean;
  /** A word beside it, e.g. "newest first". */
  note?: string;
  /** Cannot be hidden. */
  fixed?: boolean;
};

export type ColumnPanelTexts = {
  /** "Columns", of the button and the panel. */
  title: string;
  /** "Drag, or use the arrows. Kept for you on this list." */
  help: string;
  hidden: string;
  reset: string;
  done: string;
  count: (shown: number, total: number) => string;
  moveUp: (label: string) => string;
  moveDown: (label: string) => string;
  /** Said after a move: "Reference, 3 of 8". */
  moved: (label: string, position: number, total: number) => string;
};
