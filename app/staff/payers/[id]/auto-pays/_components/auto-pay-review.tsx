import { getTranslations } from "next-intl/server";
import type { AutoPayDetail } from "@/lib/auto-pays/model";
import { AutoPaySteps } from "./auto-pay-steps";
import { SaveAutoPay } from "./save-auto-pay";

/** The third step: look at it, then save. */
export async function AutoPayReview({ autoPay }: { autoPay: AutoPayDetail }) {
  const t = await getTranslations("autoPays");
  const { id, payerId, status, enrolled, systemName } = autoPay;
  return (
    <>
      <AutoPaySteps now="review" payerId={payerId} autoPayId={id} />
      <SaveAutoPay
        payerId={payerId}
        autoPayId={id}
        isDraft={status === "draft"}
        hasEnrolled={enrolled > 0}
        acknowledgement={t("acknowledgement", { system: systemName })}
      />
    </>
  );
}
