import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import type { PayerDetail } from "@/lib/payers/model";

/** Whose page it is. */
export async function PayerHead({ payer, mayManage }: { payer: PayerDetail; mayManage: boolean }) {
  const t = await getTranslations("payers");
  const [email] = payer.emails;
  return (
    <PageHead
      crumbs={[{ href: "/staff/payers", label: t("title") }, { label: payer.name }]}
      crumbsLabel={t("crumbs")}
      title={payer.name}
      lead={[t(`kind.${payer.kind}`), email, payer.phone].filter(Boolean).join(" · ")}
      actions={
        mayManage ? (
          <>
            <LinkButton href={`/staff/payers/merge?a=${payer.id}`}>{t("merge.button")}</LinkButton>
            <LinkButton href={`/staff/payers/${payer.id}/edit`} icon="pencil">
              {t("edit")}
            </LinkButton>
          </>
        ) : (
          <Button unavailable={t("needsManage")}>{t("edit")}</Button>
        )
      }
    />
  );
}
