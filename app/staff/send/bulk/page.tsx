import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/ui/page-head";
import { requireStaff } from "@/lib/auth/session";
import { listLinkUploads } from "@/lib/link-uploads/queries";
import { listAccountsForStaff } from "@/lib/merchant-accounts/list-accounts-for-staff";
import { UploadForm } from "./_components/upload-form";
import { UploadList } from "./_components/upload-list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("bulkUpload"))("title") };
}

export default async function BulkUploadPage() {
  const { ctx, firm } = await requireStaff("links.send");
  const [accounts, uploads] = await Promise.all([listAccountsForStaff(ctx), listLinkUploads(ctx)]);
  const t = await getTranslations("bulkUpload");
  return (
    <>
      <PageHead
        crumbs={[{ href: "/staff/send", label: t("send") }, { label: t("title") }]}
        crumbsLabel={t("crumbs")}
        title={t("title")}
        lead={t("lead")}
      />
      <div className="stack">
        <UploadForm
          requestId={ctx.ids.next("req")}
          accounts={accounts.filter(({ kind }) => kind === "operating")}
          hasTrust={accounts.some(({ kind }) => kind === "trust")}
        />
        <UploadList uploads={uploads} timeZone={firm.timeZone} />
      </div>
    </>
  );
}
