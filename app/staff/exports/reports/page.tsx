import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { Sheet } from "@/components/ui/sheet";
import { requireStaff } from "@/lib/auth/session";
import { listReportChoices, listReportSchedules } from "@/lib/reports/queries";
import { nameReport } from "./_components/name-report";
import { ScheduleForm } from "./_components/schedule-form";
import { ScheduleItem } from "./_components/schedule-item";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("reports");
  return { title: t("title") };
}

export default async function ReportsPage({ searchParams }: Props) {
  const staff = await requireStaff("reports.manage");
  const t = await getTranslations("reports");
  const [rows, found] = await Promise.all([listReportSchedules(staff.ctx), listReportChoices(staff.ctx)]);
  const choices = await Promise.all(
    found.map(async ({ value, name }) => {
      const label = await nameReport(name);
      return { value, label: name.builtIn === null ? label : t("form.builtIn", { name: label }) };
    }),
  );
  const { report } = await searchParams;
  const chosen = choices.find(({ value }) => value === report)?.value ?? "";
  return (
    <>
      <PageHead
        crumbs={[{ href: "/staff/exports", label: t("exports") }, { label: t("title") }]}
        crumbsLabel={t("crumbs")}
        title={t("title")}
        lead={t("lead")}
      />
      <Sheet pad="none" title={t("list")}>
        {rows.length === 0 ? (
          <EmptyState title={t("none.title")}>{t("none.text")}</EmptyState>
        ) : (
          <ul aria-label={t("list")}>
            {rows.map((row) => (
              <ScheduleItem key={row.id} row={row} timeZone={staff.firm.timeZone} />
            ))}
          </ul>
        )}
      </Sheet>
      <ScheduleForm choices={choices} chosen={chosen} zone={staff.firm.timeZone} email={staff.email} />
    </>
  );
}
