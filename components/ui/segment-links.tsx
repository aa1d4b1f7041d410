import Link from "next/link";
import type { ReactNode } from "react";
import { joinClasses } from "@/components/ui/class-names";
import { Icon, type IconName } from "@/components/ui/icon";

type SegmentLinksProps = {
  label: string;
  items: readonly { href: string; label: ReactNode; icon?: IconName; count?: number | string; current?: boolean }[];
  size?: "sm" | "md";
  full?: boolean;
};

/** Views of one thing in one frame, each with its own address. */
export function SegmentLinks({ label, items, size, full }: SegmentLinksProps) {
  return (
    <nav aria-label={label} className={joinClasses("seg", full && "seg-full", size === "sm" && "seg-sm")}>
      {items.map((item) => (
        <Link
          key={item.href}
          href={item.href}
          prefetch={false}
          scroll={false}
          className="seg-part"
          aria-current={item.current ? "true" : undefined}
        >
          {item.icon && <Icon name={item.icon} />}
          {item.label}
          {item.count !== undefined && <span className="count">{item.count}</span>}
        </Link>
      ))}
    </nav>
  );
}
