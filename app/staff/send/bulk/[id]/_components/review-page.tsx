import { getLocale, getTranslations } from "next-intl/server";
import { Banner } from "@/components/ui/banner";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { formatDateTime } from "@/lib/dates/format-date";
import type { LinkUploadDetail, UploadPage, UploadView } from "@/lib/link-uploads/model";
import { RemoveUpload } from "../../_components/remove-upload";
import { AccountName } from "./account-name";
import { Review } from "./review";

type Props = { upload: LinkUploadDetail; view: UploadView; page: UploadPage; timeZone: string };

/** Every row of the file with what is wrong in it; nothing is sent before. */
export async function ReviewPage({ upload, view, page, timeZone }: Props) {
  const t = await getTranslations("bulkUpload");
  const { sentBefore } = upload;
  const name = upload.fileName || t("unnamed");
  return (
    <>
      <PageHead
        crumbs={[
          { href: "/staff/send", label: t("send") },
          { href: "/staff/send/bulk", label: t("title") },
          { label: name },
        ]}
        crumbsLabel={t("crumbs")}
        title={t("review.title")}
        lead={
          <>
            {t("review.lead", { name })} <AccountName upload={upload} />
          </>
        }
        actions={
          <>
            <LinkButton href="/staff/send/bulk">{t("review.again")}</LinkButton>
            <RemoveUpload uploadId={upload.id} fileName={name} />
          </>
        }
      />
      {sentBefore && (
        <Banner
          tone="warn"
          title={t(sentBefore.byEmail ? "review.sentBefore" : "review.madeBefore", {
            date: formatDateTime(sentBefore.startedAt, timeZone, await getLocale()),
            name: sentBefore.startedByName,
          })}
          action={
            <LinkButton href={`/staff/send/bulk/${sentBefore.id}`} size="sm">
              {t("review.showBefore")}
            </LinkButton>
          }
          className="mb-4"
        >
          {t("review.sentBeforeText")}
        </Banner>
      )}
      <Review key={`${view}:${page.page}`} upload={upload} view={view} page={page} />
    </>
  );
}
