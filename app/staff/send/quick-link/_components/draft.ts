import type { QuickLinkStart } from "./read-start";

let kept: { requestId: string; values: QuickLinkStart } | null = null;

/** Remembers what is typed, in this tab's memory only, so that the back button finds it again under the same request. */
export function keepDraft(requestId: string, values: QuickLinkStart): void {
  kept = { requestId, values };
}

export function findDraft(requestId: string): QuickLinkStart | null {
  return kept?.requestId === requestId ? kept.values : null;
}
