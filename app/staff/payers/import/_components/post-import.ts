import type { ActionResult } from "@/lib/http/action-result";

/** Sends a file or what was read from it, and gives the answer as of an action; null when there was none. */
export async function postImport<T>(path: "preview" | "save", body: BodyInit): Promise<ActionResult<T> | null> {
  try {
    const answer = await fetch(`/staff/payers/import/${path}`, { method: "POST", body });
    return (await answer.json()) as ActionResult<T>;
  } catch {
    return null;
  }
}
