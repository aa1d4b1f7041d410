import { getTranslations } from "next-intl/server";
import { OutcomePage } from "@/components/layout/outcome-page";

/** One answer for every unknown token, so that nothing can be learned by guessing. */
export default async function LinkNotFound() {
  const t = await getTranslations("pay.dead");
  return (
    <div className="public">
      <div className="public-page">
        <OutcomePage tone="off" icon="link" title={t("unknownTitle")}>
          {t("unknownText")}
        </OutcomePage>
      </div>
    </div>
  );
}
