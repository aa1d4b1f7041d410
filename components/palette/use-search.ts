"use client";

import { useEffect, useState } from "react";
import { type Found, NOTHING_FOUND } from "@/lib/search/model";
import { LEAST_TYPED } from "@/lib/search/rules";

const WAIT_MS = 150;
export type SearchState = { found: Found; state: "idle" | "busy" | "done" | "failed" };

/** Asks a moment after the last key; what was found stays until the next answer is here. */
export function useSearch(q: string): SearchState {
  const [answer, setAnswer] = useState<SearchState>({ found: NOTHING_FOUND, state: "idle" });
  const asked = q.trim();
  useEffect(() => {
    if (asked.length < LEAST_TYPED) {
      setAnswer({ found: NOTHING_FOUND, state: "idle" });
      return;
    }
    setAnswer(({ found }) => ({ found, state: "busy" }));
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const response = await fetch(`/staff/search.json?q=${encodeURIComponent(asked)}`, { signal: stop.signal });
        if (!response.ok) throw new Error(`search answered ${response.status}`);
        setAnswer({ found: (await response.json()) as Found, state: "done" });
      } catch {
        if (!stop.signal.aborted) setAnswer({ found: NOTHING_FOUND, state: "failed" });
      }
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [asked]);
  return answer;
}
