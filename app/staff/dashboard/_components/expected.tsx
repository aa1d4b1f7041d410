import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { Sheet } from "@/components/ui/sheet";
import type { DashboardKind, Expected as ExpectedMoney, Volume } from "@/lib/dashboard/model";
import { formatMoney } from "@/lib/money/format-money";
import type { DashboardView } from "./dashboard-view";
import { autoPayersAddressOf, schedulesAddressOf } from "./figure-address";
import { writeCount, writeDay } from "./figure-words";

type Props = { expected: ExpectedMoney; kind: DashboardKind; view: DashboardView };

/** Money that schedules and Auto-Pays bring within the next 30 days: known of schedules, of Auto-Pays the most that their caps allow. */
export async function Expected({ expected: { schedules, autoPays, until }, kind, view }: Props) {
  const t = await getTranslations("dashboard.expected");
  const account = await getTranslations("common.account");
  if (schedules.count === 0 && (autoPays?.count ?? 0) === 0) return null;
  const day = writeDay(until, view.locale, { month: "short", day: "numeric" });
  return (
    <Sheet pad="none" title={t("title")} aside={t("until", { day })}>
      <Ledger caption={t("title")} indent stack>
        <thead>
          <tr>
            <Th>{t("from")}</Th>
            <Th kind="end">{t("runs")}</Th>
            {view.kinds.map((one) => (
              <Th key={one} kind="money">
                {account(one)}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {schedules.count > 0 && (
            <Row label={t("schedules")} href={schedulesAddressOf(kind)} volume={schedules} view={view} />
          )}
          {autoPays && autoPays.count > 0 && (
            <Row label={t("autoPays")} href={autoPayersAddressOf()} volume={autoPays} view={view} isMost />
          )}
        </tbody>
      </Ledger>
      {autoPays && autoPays.openCount > 0 && (
        <p className="sheet-body text-ink-2 text-sm">{t("open", { count: autoPays.openCount })}</p>
      )}
    </Sheet>
  );
}

type RowProps = { label: string; href: string; volume: Volume; view: DashboardView; isMost?: boolean };

async function Row({ label, href, volume, view, isMost }: RowProps) {
  const t = await getTranslations("dashboard.expected");
  const account = await getTranslations("common.account");
  const { currency, locale, kinds } = view;
  return (
    <tr>
      <Td>
        <Link href={href} prefetch={false}>
          {label}
        </Link>
      </Td>
      <Td kind="end" data-label={t("runs")}>
        {writeCount(volume.count, locale)}
      </Td>
      {kinds.map((one) => {
        const cents = one === "trust" ? volume.trustCents : volume.operatingCents;
        const amount = formatMoney(cents, currency, locale);
        return (
          <Td key={one} kind="money" data-label={account(one)}>
            {isMost ? cents > 0 && t("upTo", { amount }) : amount}
          </Td>
        );
      })}
    </tr>
  );
}
