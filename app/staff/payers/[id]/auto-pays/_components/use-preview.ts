"use client";

import { useEffect, useState } from "react";
import type { AutoPayPreview } from "@/lib/auto-pays/model";

/** `failed`: not even the portal answered. */
export type PreviewState = { kind: "asking" } | { kind: "failed" } | AutoPayPreview;

/** Asks what the next runs would charge, once the page is there and again on demand. */
export function usePreview(autoPayId: string): { preview: PreviewState; askAgain: () => void } {
  const [preview, setPreview] = useState<PreviewState>({ kind: "asking" });
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each round asks anew
  useEffect(() => {
    const stop = new AbortController();
    setPreview({ kind: "asking" });
    fetch(`/staff/connect/auto-pay.json?id=${encodeURIComponent(autoPayId)}`, { signal: stop.signal })
      .then(async (response) => {
        if (!response.ok) throw new Error(`answered ${response.status}`);
        setPreview((await response.json()) as AutoPayPreview);
      })
      .catch(() => {
        if (!stop.signal.aborted) setPreview({ kind: "failed" });
      });
    return () => stop.abort();
  }, [autoPayId, round]);
  return { preview, askAgain: () => setRound((last) => last + 1) };
}
