import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/link-button";
import { Sheet } from "@/components/ui/sheet";

/** The way to what programs of the firm may do. */
export async function ApiCard() {
  const t = await getTranslations("apiSettings");
  return (
    <Sheet title={t("title")}>
      <p className="text-ink-2">{t("index")}</p>
      <div className="actions mt-4">
        <LinkButton href="/staff/settings/api" icon="link">
          {t("indexAction")}
        </LinkButton>
      </div>
    </Sheet>
  );
}
