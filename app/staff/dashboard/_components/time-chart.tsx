import { getTranslations } from "next-intl/server";
import type { ChartPoint } from "@/components/charts/chart-point";
import { ChartLegend, ChartSheet } from "@/components/charts/chart-sheet";
import { VolumeChart } from "@/components/charts/volume-chart";
import type { Dashboard, Volume } from "@/lib/dashboard/model";
import { lastOfMonth } from "@/lib/dashboard/rules";
import { formatMoney } from "@/lib/money/format-money";
import type { DashboardView } from "./dashboard-view";
import { writeDay } from "./figure-words";
import { VolumeTable } from "./volume-table";

/** `from` and `to` are days, both included. */
type Place = { volume: Volume; from: string; to: string; tick: string; name: string };

export async function VolumeByDay({ days, view }: { days: Dashboard["days"]; view: DashboardView }) {
  const places = days.map(({ day, ...volume }) => ({
    ...{ volume, from: day, to: day },
    tick: writeDay(day, view.locale, { month: "short", day: "numeric" }),
    name: writeDay(day, view.locale, { month: "long", day: "numeric" }),
  }));
  return <TimeChart id="byDay" places={places} view={view} />;
}

export async function VolumeByMonth({ months, view }: { months: Dashboard["months"]; view: DashboardView }) {
  const places = months.map(({ month, ...volume }) => ({
    ...{ volume, from: `${month}-01`, to: lastOfMonth(month) },
    tick: writeDay(`${month}-01`, view.locale, { month: "short" }),
    name: writeDay(`${month}-01`, view.locale, { month: "long", year: "numeric" }),
  }));
  return <TimeChart id="byMonth" places={places} view={view} />;
}

async function TimeChart({ id, places, view }: { id: "byDay" | "byMonth"; places: Place[]; view: DashboardView }) {
  const t = await getTranslations("dashboard");
  const account = await getTranslations("common.account");
  const points = await Promise.all(places.map((place) => pointOf(place, view)));
  const rows = places.map(({ volume, from, to, name }) => ({
    ...volume,
    key: from,
    label: name,
    href: view.addressOf({ from, to }),
  }));
  return (
    <ChartSheet
      needsScript
      title={t(`${id}.title`)}
      labels={{ asTable: t("asTable"), asChart: t("asChart") }}
      legend={<ChartLegend items={view.kinds.map((kind) => ({ kind, label: account(kind) }))} />}
      chart={
        <VolumeChart
          label={t(`${id}.label`)}
          hint={t("hint")}
          points={points}
          currency={view.currency}
          locale={view.locale}
        />
      }
      table={
        <VolumeTable
          caption={t(`${id}.title`)}
          head={t(`${id}.head`)}
          counted={t("table.payments")}
          rows={rows.toReversed()}
          view={view}
        />
      }
    />
  );
}

async function pointOf({ volume, from, to, tick, name }: Place, view: DashboardView): Promise<ChartPoint> {
  const t = await getTranslations("dashboard.mark");
  const account = await getTranslations("common.account");
  const { addressOf, currency, locale } = view;
  const parts = view.kinds.map((kind) => {
    const cents = kind === "trust" ? volume.trustCents : volume.operatingCents;
    return { kind, cents, amount: `${account(kind)} ${formatMoney(cents, currency, locale)}` };
  });
  const filled = parts.filter(({ cents }) => cents > 0);
  return {
    key: from,
    tick,
    href: addressOf({ from, to }),
    label: t("column", { name, count: volume.count, parts: parts.map(({ amount }) => amount).join(", ") }),
    parts: filled.map(({ kind, cents, amount }) => ({
      ...{ kind, cents },
      href: addressOf({ from, to, kind }),
      label: t("part", { name, amount }),
    })),
  };
}
