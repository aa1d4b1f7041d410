import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";

/** The same answer for an upload of another firm, of an account that is not one's own, for a discarded one, and for none. */
export default async function UploadNotFound() {
  const t = await getTranslations("bulkUpload");
  return (
    <PageHead
      crumbs={[
        { href: "/staff/send", label: t("send") },
        { href: "/staff/send/bulk", label: t("title") },
      ]}
      crumbsLabel={t("crumbs")}
      title={t("notFound.title")}
      lead={t("notFound.text")}
      actions={<LinkButton href="/staff/send/bulk">{t("title")}</LinkButton>}
    />
  );
}
