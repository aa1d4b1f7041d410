import { LetterSheet } from "@/emails/ui";
import { FAILED_RUN_PREVIEW, type FailedRunFacts, writeFailedRun } from "./failed-run";
import type { MailTemplate } from "./template";

/** Tells the payer that an Auto-Pay could not be charged, and how to mend it. */
function AutoPayFailedMail(facts: FailedRunFacts) {
  return <LetterSheet letter={writeFailedRun(facts)} />;
}

AutoPayFailedMail.write = writeFailedRun;
AutoPayFailedMail.PreviewProps = { ...FAILED_RUN_PREVIEW, name: "Monthly invoices" } satisfies FailedRunFacts;

export default AutoPayFailedMail satisfies MailTemplate<FailedRunFacts>;
