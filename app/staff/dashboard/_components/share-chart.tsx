import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { BarList } from "@/components/charts/bar-list";
import { ChartSheet } from "@/components/charts/chart-sheet";
import type { Dashboard, Volume } from "@/lib/dashboard/model";
import { totalCents } from "@/lib/dashboard/rules";
import { formatMoney } from "@/lib/money/format-money";
import type { DashboardView } from "./dashboard-view";
import { writeCount } from "./figure-words";
import { VolumeTable } from "./volume-table";

type Shares<T> = { of: readonly T[]; view: DashboardView };
type Share = Volume & { key: string; label: string; href: string };

export async function VolumeBySource({ of, view }: Shares<Dashboard["sources"][number]>) {
  const t = await getTranslations("payments.source");
  const shares = of.map(({ source, ...volume }) => ({
    ...volume,
    key: source,
    label: t(source),
    href: view.addressOf({ period: "last_30_days", source }),
  }));
  return <ShareChart id="bySource" shares={shares} view={view} />;
}

export async function VolumeByMethod({ of, view }: Shares<Dashboard["methods"][number]>) {
  const t = await getTranslations("dashboard.methodKind");
  const shares = of.map(({ methodKind, ...volume }) => ({
    ...volume,
    key: methodKind,
    label: t(methodKind === "card" || methodKind === "echeck" ? methodKind : "other"),
    href: view.addressOf({ period: "last_30_days", methodKind }),
  }));
  return <ShareChart id="byMethod" shares={shares} view={view} />;
}

export async function VolumeByAccount({ of, view }: Shares<Dashboard["accounts"][number]>) {
  const shares = of.map(({ accountId, name, kind: _kind, ...volume }) => ({
    ...volume,
    key: accountId,
    label: name,
    href: view.addressOf({ period: "last_30_days", account: accountId }),
  }));
  return <ShareChart id="byAccount" shares={shares} view={view} />;
}

type ShareChartProps = { id: "bySource" | "byMethod" | "byAccount"; shares: readonly Share[]; view: DashboardView };

async function ShareChart({ id, shares, view }: ShareChartProps) {
  const t = await getTranslations("dashboard");
  const account = await getTranslations("common.account");
  const { currency, locale } = view;
  const rows = shares.map((share) => ({
    ...share,
    count: writeCount(share.count, locale),
    countLabel: t("payments", { count: share.count }),
    amount: formatMoney(totalCents(share), currency, locale),
    parts: partsOf(share, view, account),
  }));
  return (
    <ChartSheet
      title={t(`${id}.title`)}
      note={t("days30")}
      labels={{ asTable: t("asTable"), asChart: t("asChart") }}
      chart={shares.length > 0 ? <BarList rows={rows} /> : <p className="chart-none">{t("none30")}</p>}
      table={
        <VolumeTable
          caption={`${t(`${id}.title`)}, ${t("days30")}`}
          head={t(`${id}.head`)}
          counted={t("table.payments")}
          rows={shares}
          view={view}
        />
      }
    />
  );
}

/** A sum that holds both kinds of money says both. */
function partsOf(
  { operatingCents, trustCents }: Volume,
  { currency, locale, kinds }: DashboardView,
  account: (kind: "operating" | "trust") => string,
): ReactNode {
  if (kinds.length < 2) return null;
  if (trustCents === 0) return account("operating");
  if (operatingCents === 0) return account("trust");
  return `${account("operating")} ${formatMoney(operatingCents, currency, locale)}, ${account("trust")} ${formatMoney(trustCents, currency, locale)}`;
}
