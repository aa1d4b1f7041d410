import { type RefusalTexts, sayRefusal } from "@/components/postings/say-refusal";
import type { AlertRow } from "@/lib/alerts/model";
import { readRefusal } from "@/lib/postings/schemas";

type ReportTexts = ((name: never) => string) & { has: (name: never) => boolean };
type AlertTexts = { refusals: RefusalTexts; reports: ReportTexts };

/**
 * What the sentence of an alert needs beside its amount and reason, wherever it is shown; the texts are those of refusals and the names
 * of the built-in reports.
 */
export function alertValues({ detail }: Pick<AlertRow, "detail">, { refusals, reports }: AlertTexts) {
  const { number: file = "", failure = "", missing = "", seq = "" } = detail;
  const { cause = "", address = "", builtIn = "", report = "", name = "none", asker = "" } = detail;
  const ofReport = {
    seq,
    name,
    asker,
    cause,
    address,
    report: reports.has(builtIn as never) ? reports(builtIn as never) : report,
  };
  const refusal = readRefusal(detail.refusal);
  if (refusal) return { ...ofReport, file, failure: sayRefusal(refusals, refusal), missing: 0, isStuck: "layout" };
  return { ...ofReport, file, failure, missing: Number(missing), isStuck: missing ? "yes" : "no" };
}
