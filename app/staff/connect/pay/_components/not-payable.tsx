import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Sheet } from "@/components/ui/sheet";
import type { PlanRefusal } from "@/lib/connect-payments/model";
import { type PayAddress, payHref } from "./pay-address";

/** What stands on the lines cannot be paid so: why, and where to mend it. */
export function NotPayable({ refusal, detail, at }: { refusal: PlanRefusal; detail: string; at: PayAddress }) {
  const t = useTranslations("connectPay.refusal");
  const pay = useTranslations("connectPay.pay");
  return (
    <Sheet>
      <EmptyState title={pay("notYet")} action={<LinkButton href={payHref("allocate", at)}>{pay("back")}</LinkButton>}>
        {t(refusal, { detail })}
      </EmptyState>
    </Sheet>
  );
}
