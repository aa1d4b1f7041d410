import type { ActionResult } from "@/lib/http/action-result";

type Wish = { account: string; key: string; file: File };

/** Sends a file, and gives the answer as of an action; null when there was none. */
export async function postUpload({ account, key, file }: Wish): Promise<ActionResult<{ uploadId: string }> | null> {
  const query = new URLSearchParams({ account, key, name: file.name.slice(-200) });
  try {
    const answer = await fetch(`/staff/send/bulk/upload?${query}`, { method: "POST", body: file });
    return (await answer.json()) as ActionResult<{ uploadId: string }>;
  } catch {
    return null;
  }
}
