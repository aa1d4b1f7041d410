import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/link-button";
import { Sheet } from "@/components/ui/sheet";

/** The way to who did what. */
export async function AuditCard() {
  const t = await getTranslations("audit");
  return (
    <Sheet title={t("title")}>
      <p className="text-ink-2">{t("index")}</p>
      <div className="actions mt-4">
        <LinkButton href="/staff/settings/audit" icon="list">
          {t("indexAction")}
        </LinkButton>
      </div>
    </Sheet>
  );
}
