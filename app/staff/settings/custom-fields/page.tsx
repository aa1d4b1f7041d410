import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/ui/page-head";
import { SegmentLinks } from "@/components/ui/segment-links";
import { Sheet } from "@/components/ui/sheet";
import { requireStaff } from "@/lib/auth/session";
import { FIELD_MODULES } from "@/lib/custom-fields/model";
import { listAllCustomFields } from "@/lib/custom-fields/queries";
import { FieldButton } from "./_components/field-button";
import { FieldsTable } from "./_components/fields-table";

type Props = { searchParams: Promise<{ of?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("customFields");
  return { title: t("title") };
}

export default async function CustomFieldsPage({ searchParams }: Props) {
  const { ctx } = await requireStaff("settings.manage");
  const { of } = await searchParams;
  const chosen = of === "payer" ? "payer" : "payment";
  const fields = await listAllCustomFields(ctx, chosen);
  const t = await getTranslations("customFields");
  const all = await getTranslations("settings");
  return (
    <>
      <PageHead
        crumbs={[{ href: "/staff/settings", label: all("title") }, { label: t("title") }]}
        crumbsLabel={t("crumbs")}
        title={t("title")}
        lead={t("lead")}
        actions={<FieldButton module={chosen} field={null} />}
      />
      <div className="mb-5">
        <SegmentLinks
          label={t("modules")}
          items={FIELD_MODULES.map((module) => ({
            href: `/staff/settings/custom-fields?of=${module}`,
            label: t(`module.${module}`),
            current: module === chosen,
          }))}
        />
      </div>
      <Sheet pad="none" className="max-w-[60rem]">
        <FieldsTable module={chosen} fields={fields} />
      </Sheet>
    </>
  );
}
