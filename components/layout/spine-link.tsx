"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { Icon, type IconName } from "@/components/ui/icon";
import { VisuallyHidden } from "@/components/ui/visually-hidden";

export type SpineItem = {
  href: string;
  label: string;
  icon?: IconName;
  /** Left out: the address decides (this page, or one below it). */
  current?: boolean;
  /** How many need someone. */
  count?: number;
  /** What the number counts, for screen readers. */
  countLabel?: string;
  items?: readonly SpineItem[];
};

/** One entry of the spine; a group opens by itself when one of its pages is shown. */
export function SpineEntry({ item }: { item: SpineItem }) {
  const pathname = usePathname();
  if (!item.items) return <SpineLink item={item} current={item.current ?? isWithin(pathname, item.href)} />;
  const currentHref = longestMatch(pathname, item.items);
  return (
    <details className="spine-group" open={currentHref !== null || undefined} key={String(currentHref !== null)}>
      <summary className="spine-link">
        {item.icon && <Icon name={item.icon} />}
        {item.label}
        <Icon name="chevron-down" />
      </summary>
      {item.items.map((child) => (
        <SpineLink key={child.href} item={child} current={child.current ?? child.href === currentHref} />
      ))}
    </details>
  );
}

function SpineLink({ item, current }: { item: SpineItem; current: boolean }) {
  return (
    <Link href={item.href} prefetch={false} className="spine-link" aria-current={current ? "page" : undefined}>
      {item.icon && <Icon name={item.icon} />}
      {item.label}
      {item.count ? (
        <span className="spine-count">
          {item.count}
          {item.countLabel && <VisuallyHidden> {item.countLabel}</VisuallyHidden>}
        </span>
      ) : null}
    </Link>
  );
}

function isWithin(pathname: string, href: string): boolean {
  return pathname === href || pathname.startsWith(`${href}/`);
}

function longestMatch(pathname: string, items: readonly SpineItem[]): string | null {
  const matching = items.map((item) => item.href).filter((href) => isWithin(pathname, href));
  return matching.sort((a, b) => b.length - a.length)[0] ?? null;
}
