import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { Sheet } from "@/components/ui/sheet";
import type { Dashboard, DashboardKind } from "@/lib/dashboard/model";
import type { DashboardView } from "./dashboard-view";
import { VolumeByAccount, VolumeByMethod, VolumeBySource } from "./share-chart";
import { VolumeByDay, VolumeByMonth } from "./time-chart";

type Props = { dashboard: Dashboard; kind: DashboardKind; view: DashboardView };

/** Volume over time and by what it came through. */
export async function DashboardCharts({ dashboard, kind, view }: Props) {
  const t = await getTranslations("dashboard.noneOfKind");
  if (!dashboard.hasPayments) {
    if (!kind) return null;
    return (
      <Sheet pad="none">
        <EmptyState title={t(kind)}>{t("text")}</EmptyState>
      </Sheet>
    );
  }
  return (
    <div className="dash-pair dash-charts">
      <div className="stack">
        <VolumeByDay days={dashboard.days} view={view} />
        <VolumeByMonth months={dashboard.months} view={view} />
        <VolumeByAccount of={dashboard.accounts} view={view} />
      </div>
      <div className="stack">
        <VolumeBySource of={dashboard.sources} view={view} />
        <VolumeByMethod of={dashboard.methods} view={view} />
      </div>
    </div>
  );
}
