import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/ui/page-head";
import { requireStaff } from "@/lib/auth/session";
import { listCustomFields } from "@/lib/custom-fields/queries";
import { newRequestId } from "@/lib/platform/ids";
import { ImportPayers } from "./_components/import-payers";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("payers.import"))("title") };
}

export default async function ImportPayersPage() {
  const { ctx } = await requireStaff("payers.manage");
  const ownFields = await listCustomFields(ctx, "payer");
  const t = await getTranslations("payers");
  return (
    <>
      <PageHead
        title={t("import.title")}
        lead={t("import.lead")}
        crumbs={[{ href: "/staff/payers", label: t("title") }, { label: t("import.title") }]}
        crumbsLabel={t("crumbs")}
      />
      <ImportPayers requestId={newRequestId()} ownLabels={ownFields.map(({ label }) => label)} />
    </>
  );
}
