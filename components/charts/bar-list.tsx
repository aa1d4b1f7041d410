import Link from "next/link";
import type { ReactNode } from "react";
import { joinClasses } from "@/components/ui/class-names";

export type BarRow = {
  key: string;
  label: ReactNode;
  href: string;
  /** "312" */
  count: string;
  /** What `count` counts, for screen readers: "payments". */
  countLabel: string;
  amount: string;
  /** Both parts in words, where there are two. */
  parts?: ReactNode;
  operatingCents: number;
  trustCents: number;
};

/** Rows with a bar each, as long as its share of the longest; every row leads to the list behind it. */
export function BarList({ rows }: { rows: readonly BarRow[] }) {
  const longest = Math.max(1, ...rows.map(({ operatingCents, trustCents }) => operatingCents + trustCents));
  return (
    <ul className="bar-list">
      {rows.map((row) => (
        <li key={row.key}>
          <Link href={row.href} prefetch={false} className="bar-row">
            <span>{row.label}</span>
            <span className="bar-count">
              {row.count}
              <span className="sr-only"> {row.countLabel}, </span>
            </span>
            <b>{row.amount}</b>
            {row.parts && <span className="bar-parts">{row.parts}</span>}
            <span className="bar-track" aria-hidden="true">
              <BarPart kind="operating" share={row.operatingCents / longest} />
              <BarPart kind="trust" share={row.trustCents / longest} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function BarPart({ kind, share }: { kind: "operating" | "trust"; share: number }) {
  if (share <= 0) return null;
  return <i className={joinClasses("bar-part", `chart-${kind}`)} style={{ width: `${(share * 100).toFixed(2)}%` }} />;
}
