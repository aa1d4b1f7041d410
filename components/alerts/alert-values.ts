import type { AlertRow } from "@/lib/alerts/model";

/** What the sentence of an alert needs beside its amount and reason, wherever it is shown. */
export function alertValues({ detail }: Pick<AlertRow, "detail">) {
  const { number: file = "", failure = "", missing = "" } = detail;
  return { file, failure, missing: Number(missing), isStuck: missing ? "yes" : "no" };
}
