import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { SegmentLinks } from "@/components/ui/segment-links";
import { Sheet } from "@/components/ui/sheet";
import { listAlerts } from "@/lib/alerts/queries";
import { AlertFilter } from "@/lib/alerts/schemas";
import { requireStaff } from "@/lib/auth/session";
import { AppError } from "@/lib/platform/errors";
import { alertAddressOf } from "./_components/alert-address";
import { AlertItem } from "./_components/alert-item";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("alerts");
  return { title: t("title") };
}

export default async function AlertsPage({ searchParams }: Props) {
  const staff = await requireStaff("payments.view");
  const filter = AlertFilter.parse(await searchParams);
  const t = await getTranslations("alerts");
  // A cursor that was typed or has aged shows the first page.
  const page = await listAlerts(staff.ctx, filter).catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code !== "invalid_input") throw error;
    return listAlerts(staff.ctx, { view: filter.view });
  });
  const views = (["open", "closed"] as const).map((view) => ({
    href: alertAddressOf(view),
    label: t(`view.${view}`),
    current: view === filter.view,
    ...(view === "open" ? { count: staff.openAlerts } : {}),
  }));
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      <SegmentLinks label={t("views")} items={views} size="sm" />
      <Sheet pad="none" className="mt-4">
        {page.rows.length === 0 ? (
          <EmptyState title={t(`none.${filter.view}Title`)}>{t(`none.${filter.view}Text`)}</EmptyState>
        ) : (
          <ul className="alert-list" aria-label={t("list")}>
            {page.rows.map((alert) => (
              <AlertItem key={alert.id} alert={alert} staff={staff} />
            ))}
          </ul>
        )}
      </Sheet>
      {(filter.cursor || page.nextCursor) && (
        <p className="actions mt-4">
          {filter.cursor && <LinkButton href={alertAddressOf(filter.view)}>{t("newest")}</LinkButton>}
          {page.nextCursor && <LinkButton href={alertAddressOf(filter.view, page.nextCursor)}>{t("older")}</LinkButton>}
        </p>
      )}
    </>
  );
}
