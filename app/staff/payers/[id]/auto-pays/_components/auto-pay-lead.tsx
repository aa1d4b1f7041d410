import { getTranslations } from "next-intl/server";
import { Status } from "@/components/ui/status";
import type { AutoPayDetail } from "@/lib/auto-pays/model";
import { AUTO_PAY_LOOK } from "../../_components/auto-pay-look";

/** Whose it is, and how it stands. */
export async function AutoPayLead({ autoPay: { payerName, status, endReason } }: { autoPay: AutoPayDetail }) {
  const t = await getTranslations("autoPays");
  const state = [t(`status.${status}`), endReason && t(`end.${endReason}`)].filter(Boolean).join(", ");
  return (
    <>
      {t("page.lead", { payer: payerName })} <Status {...AUTO_PAY_LOOK[status]}>{state}</Status>
    </>
  );
}
