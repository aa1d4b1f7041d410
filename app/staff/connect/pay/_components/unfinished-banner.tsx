import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { LinkButton } from "@/components/ui/link-button";
import { payHref } from "./pay-address";

/** A selection that was left: nothing of it is lost. */
export function UnfinishedBanner({ draftId, items }: { draftId: string; items: number }) {
  const t = useTranslations("connectPay.unfinished");
  return (
    <Banner
      className="mb-5 max-w-[40rem]"
      title={t("title", { count: items })}
      action={
        <LinkButton href={payHref("allocate", { draft: draftId })} size="sm">
          {t("go")}
        </LinkButton>
      }
    >
      {t("text")}
    </Banner>
  );
}
