import { useTranslations } from "next-intl";
import { Status } from "@/components/ui/status";

/** Whether visitors can open a page. */
export function PageStatus({ status }: { status: "draft" | "published" }) {
  const t = useTranslations("paymentPages.status");
  return status === "published" ? (
    <Status tone="ok" icon="globe">
      {t("published")}
    </Status>
  ) : (
    <Status tone="off" icon="pencil">
      {t("draft")}
    </Status>
  );
}
