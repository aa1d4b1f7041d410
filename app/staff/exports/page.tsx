import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Banner } from "@/components/ui/banner";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { requireStaff } from "@/lib/auth/session";
import { listExports } from "@/lib/exports/queries";
import { ExportList } from "./_components/export-list";
import { KeepFresh } from "./_components/keep-fresh";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const PROBLEMS = ["forbidden", "rate_limited", "invalid_input", "internal"] as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("exports");
  return { title: t("title") };
}

export default async function ExportsPage({ searchParams }: Props) {
  const staff = await requireStaff("payments.view");
  const { problem } = await searchParams;
  const told = PROBLEMS.find((known) => known === problem);
  const t = await getTranslations("exports");
  const rows = await listExports(staff.ctx);
  const isMoving = rows.some(({ status }) => status === "queued" || status === "running");
  return (
    <>
      <PageHead
        title={t("title")}
        lead={t("lead")}
        actions={
          staff.can("reports.manage") && (
            <LinkButton href="/staff/exports/reports" icon="mail">
              {t("button.reports")}
            </LinkButton>
          )
        }
      />
      {told && (
        <Banner tone="danger" title={t("problem.title")} className="mb-4">
          {t(`problem.${told}`)}
        </Banner>
      )}
      <ExportList rows={rows} timeZone={staff.firm.timeZone} />
      {isMoving && <KeepFresh />}
    </>
  );
}
