"use client";

import Link from "next/link";
import type { MouseEvent, ReactNode } from "react";
import { useList } from "@/components/list/list-context";

type ListLinkProps = { href: string; className?: string; label?: string; onGo?: () => void; children: ReactNode };

/** To another address of the same list. An ordinary link without script, or with a key held that opens a tab. */
export function ListLink({ href, className, label, onGo, children }: ListLinkProps) {
  const { go } = useList();
  function follow(event: MouseEvent) {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return;
    event.preventDefault();
    onGo?.();
    go(href);
  }
  return (
    <Link href={href} prefetch={false} scroll={false} className={className} aria-label={label} onClick={follow}>
      {children}
    </Link>
  );
}
