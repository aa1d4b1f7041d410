import { useTranslations } from "next-intl";
import type { OpenItem } from "@/lib/matter-systems/model";

type Props = { item: Pick<OpenItem, "payorName" | "payorPercent" | "clientName"> };

/** Who is billed, where that is not simply the client, and for which share. */
export function PayorText({ item: { payorName, payorPercent, clientName } }: Props) {
  const t = useTranslations("connectPay.items");
  const isShared = payorPercent !== null && payorPercent < 100;
  if (isShared) return t("payorShare", { name: payorName, percent: payorPercent });
  return payorName !== "" && payorName !== clientName ? payorName : t("payorClient");
}
