import Link from "next/link";
import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import { Th } from "@/components/ui/ledger";

export type SortDirection = "ascending" | "descending";

type SortHeadProps = {
  /** The list in the order that a press gives. */
  href: string;
  /** How the list is sorted by this column now, if it is. */
  direction?: SortDirection | null;
  kind?: "text" | "money" | "end";
  held?: boolean;
  children: ReactNode;
};

/** A column head that sorts, by an address of its own. */
export function SortHead({ href, direction, kind, held, children }: SortHeadProps) {
  return (
    <Th kind={kind} held={held} aria-sort={direction ?? undefined}>
      <Link href={href} prefetch={false} scroll={false} className="sort">
        {children}
        <Icon
          name={direction === "ascending" ? "arrow-up" : "arrow-down"}
          className={direction ? undefined : "icon-idle"}
        />
      </Link>
    </Th>
  );
}
