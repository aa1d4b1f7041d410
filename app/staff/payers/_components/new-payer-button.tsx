import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";

/** The way to a new payer, or why there is none. */
export async function NewPayerButton({ mayManage }: { mayManage: boolean }) {
  const t = await getTranslations("payers");
  if (!mayManage) return <Button unavailable={t("needsManage")}>{t("new")}</Button>;
  return (
    <LinkButton href="/staff/payers/new" variant="primary" icon="plus">
      {t("new")}
    </LinkButton>
  );
}
