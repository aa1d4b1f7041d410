import { listAssociations } from "@/lib/associations/queries";
import type { Staff } from "@/lib/auth/session";
import { isFailureTold } from "@/lib/auto-pays/is-failure-told";
import type { AutoPayDetail } from "@/lib/auto-pays/model";
import { AutoPayReview } from "./auto-pay-review";
import { enrollChoicesOf } from "./enroll-choices";
import { FailedRun } from "./failed-run";
import { HistorySheet } from "./history-sheet";
import { NotifyOffer } from "./notify-offer";
import { PreviewSheet } from "./preview-sheet";
import { RunsSheet } from "./runs-sheet";
import { TermsSheet } from "./terms-sheet";

type Props = { autoPay: AutoPayDetail; staff: Staff; mayChange: boolean; isReview: boolean };

/** What needs someone, the terms, the dry run, the runs, the history. */
export async function AutoPaySheets({ autoPay, staff, mayChange, isReview }: Props) {
  const { id, payerId, status, associationIds, revision } = autoPay;
  const enrolled = (await listAssociations(staff.ctx, payerId)).filter((row) => associationIds.includes(row.id));
  const { timeZone } = staff.firm;
  return (
    <div className="stack">
      {isReview && <AutoPayReview autoPay={autoPay} />}
      {!(await isFailureTold(staff.ctx)) && <NotifyOffer />}
      {!isReview && <FailedRun autoPay={autoPay} mayRetry={mayChange} />}
      <TermsSheet
        autoPay={autoPay}
        enrolled={await enrollChoicesOf(enrolled)}
        timeZone={timeZone}
        mayChange={mayChange}
      />
      {status !== "cancelled" && <PreviewSheet key={revision} autoPayId={id} timeZone={timeZone} />}
      {status !== "draft" && <RunsSheet autoPay={autoPay} timeZone={timeZone} />}
      <HistorySheet autoPay={autoPay} timeZone={timeZone} />
    </div>
  );
}
