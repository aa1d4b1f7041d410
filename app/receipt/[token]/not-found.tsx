import { getTranslations } from "next-intl/server";
import { OutcomePage } from "@/components/layout/outcome-page";

export default async function ReceiptNotFound() {
  const t = await getTranslations("receipt");
  return (
    <div className="public">
      <div className="public-page">
        <OutcomePage tone="off" icon="file" title={t("notFoundTitle")}>
          {t("notFoundText")}
        </OutcomePage>
      </div>
    </div>
  );
}
