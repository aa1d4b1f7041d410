import { type RefusalTexts, sayRefusal } from "@/components/postings/say-refusal";
import type { AlertRow } from "@/lib/alerts/model";
import { readRefusal } from "@/lib/postings/schemas";

/** What the sentence of an alert needs beside its amount and reason, wherever it is shown; `texts` are those of refusals. */
export function alertValues({ detail }: Pick<AlertRow, "detail">, texts: RefusalTexts) {
  const { number: file = "", failure = "", missing = "" } = detail;
  const refusal = readRefusal(detail.refusal);
  if (refusal) return { file, failure: sayRefusal(texts, refusal), missing: 0, isStuck: "layout" };
  return { file, failure, missing: Number(missing), isStuck: missing ? "yes" : "no" };
}
