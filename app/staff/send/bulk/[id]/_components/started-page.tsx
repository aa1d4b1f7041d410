import { getTranslations } from "next-intl/server";
import { Banner } from "@/components/ui/banner";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { Sheet } from "@/components/ui/sheet";
import type { Staff } from "@/lib/auth/session";
import type { LinkUploadDetail } from "@/lib/link-uploads/model";
import { KeepMoving } from "../../_components/keep-moving";
import { MadeProgress } from "../../_components/upload-item";
import { LinksDownload } from "./links-download";
import { ResumeButton } from "./resume-button";
import { UploadFacts } from "./upload-facts";

type Props = { upload: LinkUploadDetail; staff: Staff };

/** How the links of an upload are made and mailed, and what can be done with them afterwards. */
export async function StartedPage({ upload, staff }: Props) {
  const t = await getTranslations("bulkUpload");
  const { status, byEmail, batchId, made, mails } = upload;
  const name = upload.fileName || t("unnamed");
  const isDone = status === "done";
  const title = isDone ? "done" : status;
  return (
    <>
      <PageHead
        crumbs={[
          { href: "/staff/send", label: t("send") },
          { href: "/staff/send/bulk", label: t("title") },
          { label: name },
        ]}
        crumbsLabel={t("crumbs")}
        title={t(`started.title.${title}`, { count: made })}
        lead={t(byEmail ? "started.leadSend" : "started.leadMake", { name })}
        actions={<LinkButton href="/staff/send/bulk">{t("started.another")}</LinkButton>}
      />
      <div className="stack max-w-[48rem]">
        <Troubles upload={upload} />
        <Sheet>
          {!isDone && <MadeProgress upload={upload} />}
          {status === "running" && <p className="progress-note">{t("progress.leave")}</p>}
          <div className={isDone ? undefined : "mt-4"}>
            <UploadFacts upload={upload} timeZone={staff.firm.timeZone} />
          </div>
          {isDone && (
            <div className="actions mt-4">
              {staff.can("payments.view") && (
                <LinkButton href={`/staff/send/sent?status=all&batch=${batchId}`} variant="primary" icon="list">
                  {t("started.openSent")}
                </LinkButton>
              )}
              {staff.can("payments.view") && <LinksDownload uploadId={upload.id} />}
            </div>
          )}
        </Sheet>
      </div>
      {(status === "running" || (isDone && mails.waiting > 0)) && <KeepMoving />}
    </>
  );
}

/** What holds it up, with the way on. */
async function Troubles({ upload }: { upload: LinkUploadDetail }) {
  const t = await getTranslations("bulkUpload.started");
  const { id, status, failure, isSilent, mails } = upload;
  if (status === "stopped") {
    return (
      <Banner tone="danger" title={t("stopped")} action={<ResumeButton uploadId={id} />}>
        {failure && t(`failure.${failure}`)} {t("stoppedText")}
      </Banner>
    );
  }
  if (isSilent) {
    return (
      <Banner tone="warn" title={t("silent")} action={<ResumeButton uploadId={id} />}>
        {t("silentText")}
      </Banner>
    );
  }
  if (mails.failed === 0) return null;
  return (
    <Banner tone="warn" title={t("mailsFailed", { count: mails.failed })}>
      {t("mailsFailedText")}
    </Banner>
  );
}
