import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Sheet } from "@/components/ui/sheet";

/** Before the firm has connected a matter system. */
export function NoSystem({ canSet }: { canSet: boolean }) {
  const t = useTranslations("connectPay.noSystem");
  return (
    <Sheet>
      <EmptyState
        title={t("title")}
        action={canSet && <LinkButton href="/staff/connect/settings">{t("settings")}</LinkButton>}
      >
        {t(canSet ? "text" : "textAsk")}
      </EmptyState>
    </Sheet>
  );
}
