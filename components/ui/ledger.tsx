import type { ComponentPropsWithoutRef, ReactNode } from "react";
import { joinClasses } from "@/components/ui/class-names";

type LedgerProps = {
  /** What the table holds, for screen readers. */
  caption: string;
  /** More space at both sides, when the sheet has a title above the table. */
  indent?: boolean;
  /** Rows answer to the pointer. */
  hover?: boolean;
  /** Old rows stay pale while new ones come. */
  busy?: boolean;
  /** On a phone each row stands as a block; give money cells `data-label`. For short tables that are filled in. */
  stack?: boolean;
  className?: string;
  children: ReactNode;
};

/** A ruled table that scrolls inside its sheet. Put it in `<Sheet pad="none">`. */
export function Ledger({ caption, indent, hover, busy, stack, className, children }: LedgerProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="ledger-scroll" aria-label={caption} tabIndex={0}>
      <table
        className={joinClasses(
          "ledger",
          indent && "ledger-indent",
          hover && "ledger-hover",
          busy && "ledger-busy",
          stack && "ledger-stack",
          className,
        )}
        aria-busy={busy || undefined}
      >
        <caption>{caption}</caption>
        {children}
      </table>
    </section>
  );
}

type CellLook = {
  /** `money`: right, between vertical rules. `end`: right. `pick`: the column of tick boxes. `soft`: second ink. `flow`: may wrap. */
  kind?: "text" | "money" | "end" | "pick" | "soft" | "flow";
  /** Stays at the left while the table scrolls on a small screen. */
  held?: boolean;
  /** In the foot: one rule above, two below. */
  total?: boolean;
  className?: string;
};

function cellClasses({ kind = "text", held, total, className }: CellLook): string | undefined {
  return joinClasses(kind !== "text" && kind, held && "held", total && "total", className) || undefined;
}

/** A head cell. */
export function Th({
  kind,
  held,
  className,
  scope = "col",
  ...rest
}: CellLook & Omit<ComponentPropsWithoutRef<"th">, "className">) {
  return <th {...rest} scope={scope} className={cellClasses({ kind, held, className })} />;
}

/** A body or foot cell. */
export function Td({
  kind,
  held,
  total,
  className,
  ...rest
}: CellLook & Omit<ComponentPropsWithoutRef<"td">, "className">) {
  return <td {...rest} className={cellClasses({ kind, held, total, className })} />;
}

/** Beneath a table: what is selected, the sums of the whole filter, paging. */
export function BottomBar({ children }: { children: ReactNode }) {
  return <div className="bottom-bar">{children}</div>;
}

/** A tag and its sum in a bottom bar. */
export function BarSum({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <span className="bar-sum">
      {label}
      <b>{children}</b>
    </span>
  );
}

/** Which rows are shown, and the way to the ones before and after. */
export function BarPages({ text, children }: { text: ReactNode; children: ReactNode }) {
  return (
    <span className="bar-pages">
      <span>{text}</span>
      {children}
    </span>
  );
}

/** The upright rule of a bottom bar. */
export function BarRule() {
  return <span className="bar-rule" aria-hidden="true" />;
}
