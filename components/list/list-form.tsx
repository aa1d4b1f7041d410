"use client";

import type { FormEvent, ReactNode } from "react";
import { useList } from "@/components/list/list-context";

type ListFormProps = {
  path: string;
  className?: string;
  /** Sends itself when a choice in it changes. */
  sendsOnChange?: boolean;
  children: ReactNode;
};

/** A form whose answer is an address of the list. Without script the device sends it; with it the address has no empty parts. */
export function ListForm({ path, className, sendsOnChange, children }: ListFormProps) {
  const { go } = useList();
  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(event.currentTarget)) {
      if (typeof value !== "string" || value.trim() === "") continue;
      const before = query.get(name);
      query.set(name, before === null ? value.trim() : `${before},${value.trim()}`);
    }
    event.currentTarget.closest("details")?.removeAttribute("open");
    go(query.size > 0 ? `${path}?${query}` : path);
  }
  return (
    <form
      action={path}
      className={className}
      onSubmit={send}
      onChange={(event) => sendsOnChange && event.currentTarget.requestSubmit()}
    >
      {children}
    </form>
  );
}
