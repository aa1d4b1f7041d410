import { inject } from "vitest";
import { signInByPost } from "./ask";
import { PASSWORD, STAFF } from "./sign-in";

export const UPLOAD_COLUMNS =
  "Invoice Number,Invoice Date,Due Date,Recipient Name,Recipient Email,Amount,Custom Message";

type Answer = { ok: boolean; code?: string; reason?: string; data?: { uploadId: string } };
type Wish = { cookie?: string; lines: readonly string[]; name?: string; account?: string; origin?: string };

let made = 0;

/** Sends a file of links as the page does, and gives the answer. */
export async function postUploadFile({
  cookie,
  lines,
  name = "october.csv",
  account = "",
  origin,
}: Wish): Promise<Answer> {
  made += 1;
  const from = origin ?? inject("appUrl");
  const query = new URLSearchParams({ name, account, key: `test-${process.pid}-${made}` });
  const response = await fetch(`${from}/staff/send/bulk/upload?${query}`, {
    method: "POST",
    headers: { origin: from, ...(cookie ? { cookie } : {}) },
    body: [UPLOAD_COLUMNS, ...lines, ""].join("\r\n"),
    redirect: "manual",
  });
  const text = await response.text();
  return text.startsWith("{") ? (JSON.parse(text) as Answer) : { ok: false, code: `status ${response.status}` };
}

/** An upload of the demo firm's clerk that waits for review. */
export async function makeUploadToReview(lines: readonly string[], origin?: string): Promise<string> {
  const cookie = await signInByPost(STAFF.clerk, PASSWORD, origin);
  const { data } = await postUploadFile({ cookie, lines, origin });
  if (!data) throw new Error("The file was refused.");
  return data.uploadId;
}
