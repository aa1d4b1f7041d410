import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";

/** The ways to more payers and to fewer, or why there are none. */
export async function NewPayerButton({ mayManage }: { mayManage: boolean }) {
  const t = await getTranslations("payers");
  if (!mayManage) return <Button unavailable={t("needsManage")}>{t("new")}</Button>;
  return (
    <>
      <LinkButton href="/staff/payers/merge">{t("merge.find")}</LinkButton>
      <LinkButton href="/staff/payers/import">{t("import.button")}</LinkButton>
      <LinkButton href="/staff/payers/new" variant="primary" icon="plus">
        {t("new")}
      </LinkButton>
    </>
  );
}
