"use client";

import { useEffect, useState } from "react";
import type { PayerOwed } from "@/lib/associations/model";

/** `failed`: not even the portal answered. */
export type OwedState = { kind: "asking" } | { kind: "failed" } | PayerOwed;

/** Asks what a payer owes, once the page is there and again on demand. */
export function useOwed(payerId: string): { owed: OwedState; askAgain: () => void } {
  const [owed, setOwed] = useState<OwedState>({ kind: "asking" });
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each round asks anew
  useEffect(() => {
    const stop = new AbortController();
    setOwed({ kind: "asking" });
    fetch(`/staff/connect/owed.json?payer=${encodeURIComponent(payerId)}`, { signal: stop.signal })
      .then(async (response) => {
        if (!response.ok) throw new Error(`answered ${response.status}`);
        setOwed((await response.json()) as PayerOwed);
      })
      .catch(() => {
        if (!stop.signal.aborted) setOwed({ kind: "failed" });
      });
    return () => stop.abort();
  }, [payerId, round]);
  return { owed, askAgain: () => setRound((last) => last + 1) };
}
