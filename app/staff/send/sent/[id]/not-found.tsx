import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";

/** The same answer for a link of another firm, of an account that is not one's own, and for none. */
export default async function LinkNotFound() {
  const t = await getTranslations("links");
  return (
    <PageHead
      crumbs={[
        { href: "/staff/send", label: t("send.title") },
        { href: "/staff/send/sent", label: t("sent.title") },
      ]}
      crumbsLabel={t("send.crumbs")}
      title={t("detail.notFoundTitle")}
      lead={t("detail.notFoundText")}
      actions={<LinkButton href="/staff/send/sent?status=all">{t("send.sentAction")}</LinkButton>}
    />
  );
}
