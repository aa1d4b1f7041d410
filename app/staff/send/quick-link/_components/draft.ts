import { useEffect, useState } from "react";
import type { QuickLinkStart } from "./read-start";

/** What was typed last, in this tab's memory only. */
let kept: { requestId: string; values: QuickLinkStart } | null = null;

const STATE_KEY = "quickLinkRequest";

/**
 * The request id of this place in the tab's history, and what was typed under it. Who comes back with the back button finds the form
 * as it was, under the same id, so that the same press again is the same link; whoever opens the form anew gets a new id.
 */
export function useDraft(newRequestId: string): { requestId: string; typed: QuickLinkStart | null } {
  const [draft] = useState(() => recall() ?? { requestId: newRequestId, typed: null });
  useEffect(() => {
    window.history.replaceState({ ...window.history.state, [STATE_KEY]: draft.requestId }, "");
  }, [draft.requestId]);
  return draft;
}

export function keepDraft(requestId: string, values: QuickLinkStart): void {
  kept = { requestId, values };
}

function recall(): { requestId: string; typed: QuickLinkStart } | null {
  if (typeof window === "undefined" || !kept) return null;
  const state: unknown = window.history.state;
  const isHere =
    typeof state === "object" && state !== null && STATE_KEY in state && state[STATE_KEY] === kept.requestId;
  return isHere ? { requestId: kept.requestId, typed: kept.values } : null;
}
