import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { Sheet } from "@/components/ui/sheet";
import type { Dashboard, DashboardKind } from "@/lib/dashboard/model";
import type { DashboardView } from "./dashboard-view";
import { linksAddressOf } from "./figure-address";
import { VolumeTable } from "./volume-table";

type Props = { outstanding: Dashboard["outstanding"]; kind: DashboardKind; view: DashboardView };

/** What unpaid links ask for, by how late they are. */
export async function Outstanding({ outstanding, kind, view }: Props) {
  const t = await getTranslations("dashboard.outstanding");
  const rows = outstanding.map(({ bucket, ...volume }) => ({
    ...volume,
    key: bucket,
    label: t(`bucket.${bucket}`),
    href: linksAddressOf(bucket, kind),
  }));
  const isEmpty = rows.every(({ count }) => count === 0);
  return (
    <Sheet pad="none" title={t("title")} aside={t("note")}>
      {isEmpty ? (
        <EmptyState title={t("noneTitle")}>{t("noneText")}</EmptyState>
      ) : (
        <VolumeTable caption={t("caption")} head={t("due")} counted={t("links")} rows={rows} view={view} />
      )}
    </Sheet>
  );
}
