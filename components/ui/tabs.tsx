import Link from "next/link";
import type { ReactNode } from "react";

type TabsProps = {
  label: string;
  items: readonly { href: string; label: ReactNode; count?: number | string; current?: boolean }[];
};

/** Views with an address each, and how many each holds. */
export function Tabs({ label, items }: TabsProps) {
  return (
    <nav className="tabs" aria-label={label}>
      {items.map((item) => (
        <Link
          key={item.href}
          href={item.href}
          prefetch={false}
          className="tab"
          aria-current={item.current ? "page" : undefined}
        >
          {item.label}
          {item.count !== undefined && <span className="count">{item.count}</span>}
        </Link>
      ))}
    </nav>
  );
}
