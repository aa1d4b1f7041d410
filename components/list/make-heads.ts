import type { ListHead } from "@/components/list/list-shape";
import type { ListArrangement, ListColumn, ListSort } from "@/lib/lists/model";
import { nextSort } from "@/lib/lists/rules";

type Options = {
  columns: readonly ListColumn[];
  arrangement: ListArrangement;
  labelOf: (columnId: string) => string;
  /** How the list is sorted now; null: it has one order only. */
  sort: ListSort | null;
  sortHref: (sort: ListSort) => string;
};

/** The columns of a list as they are shown now, in the user's order. */
export function makeHeads({ columns, arrangement, labelOf, sort, sortHref }: Options): ListHead[] {
  return arrangement.columns.flatMap(({ id, isVisible, width }): ListHead[] => {
    const column = columns.find((candidate) => candidate.id === id);
    if (!column) return [];
    const next = column.isSortable && sort ? nextSort(column, sort) : null;
    return [
      {
        id,
        label: labelOf(id),
        kind: column.kind,
        isFixed: column.isFixed ?? false,
        isVisible,
        width: width ?? null,
        sort: next && { href: sortHref(next), next },
        direction: directionOf(id, sort),
      },
    ];
  });
}

function directionOf(id: string, sort: ListSort | null): ListHead["direction"] {
  if (sort?.columnId !== id) return null;
  return sort.direction === "asc" ? "ascending" : "descending";
}
