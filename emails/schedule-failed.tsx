import { LetterSheet } from "@/emails/ui";
import { FAILED_RUN_PREVIEW, type FailedRunFacts, writeFailedRun } from "./failed-run";
import type { MailTemplate } from "./template";

/** Tells the payer that a payment of their schedule did not come through, and how to mend it. */
function ScheduleFailedMail(facts: FailedRunFacts) {
  return <LetterSheet letter={writeFailedRun(facts)} />;
}

ScheduleFailedMail.write = writeFailedRun;
ScheduleFailedMail.PreviewProps = FAILED_RUN_PREVIEW;

export default ScheduleFailedMail satisfies MailTemplate<FailedRunFacts>;
