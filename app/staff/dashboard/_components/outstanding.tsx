import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { Sheet } from "@/components/ui/sheet";
import type { Dashboard, DashboardKind, OwedVolume } from "@/lib/dashboard/model";
import type { AgingBucket } from "@/lib/pay-links/model";
import type { DashboardView } from "./dashboard-view";
import { invoicesAddressOf, linksAddressOf } from "./figure-address";
import { VolumeTable } from "./volume-table";

type Props = { dashboard: Dashboard; kind: DashboardKind; view: DashboardView };

/** What unpaid links and invoices ask for, by how late they are. */
export async function Outstanding({ dashboard: { outstanding, invoiced }, kind, view }: Props) {
  const t = await getTranslations("dashboard.outstanding");
  const rowsOf = (volumes: readonly OwedVolume[], hrefOf: (bucket: AgingBucket) => string) =>
    volumes.map(({ bucket, ...volume }) => ({
      ...volume,
      key: bucket,
      label: t(`bucket.${bucket}`),
      href: hrefOf(bucket),
    }));
  return (
    <Sheet pad="none" title={t("title")} aside={t("note")}>
      {isNothing(outstanding) && isNothing(invoiced) && <EmptyState title={t("noneTitle")}>{t("noneText")}</EmptyState>}
      {!isNothing(outstanding) && (
        <VolumeTable
          caption={t("caption")}
          head={t("due")}
          counted={t("links")}
          rows={rowsOf(outstanding, (bucket) => linksAddressOf(bucket, kind))}
          view={view}
        />
      )}
      {invoiced && !isNothing(invoiced) && (
        <VolumeTable
          caption={t("invoicesCaption")}
          head={t("due")}
          counted={t("invoices")}
          rows={rowsOf(invoiced, (bucket) => invoicesAddressOf(bucket, kind))}
          view={view}
        />
      )}
    </Sheet>
  );
}

function isNothing(volumes: readonly OwedVolume[] | null): boolean {
  return volumes === null || volumes.every(({ count }) => count === 0);
}
