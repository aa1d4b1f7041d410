"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { useList } from "@/components/list/list-context";

/** A view in the menu, which closes when it is chosen. */
export function ViewLink({ href, isOpen, children }: { href: string; isOpen?: boolean; children: ReactNode }) {
  const { go } = useList();
  return (
    <Link
      href={href}
      prefetch={false}
      className="menu-item"
      aria-current={isOpen ? "true" : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        event.currentTarget.closest("details")?.removeAttribute("open");
        go(href);
      }}
    >
      {children}
    </Link>
  );
}
