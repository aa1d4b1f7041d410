import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import type { Volume } from "@/lib/dashboard/model";
import { addVolumes, NOTHING } from "@/lib/dashboard/rules";
import { formatMoney } from "@/lib/money/format-money";
import type { DashboardView } from "./dashboard-view";
import { writeCount } from "./figure-words";

export type VolumeRow = Volume & { key: string; label: ReactNode; href: string };

type VolumeTableProps = {
  caption: string;
  /** What a row is: "Day", "Source". */
  head: string;
  /** What is counted: "Payments", "Links". */
  counted: string;
  rows: readonly VolumeRow[];
  view: DashboardView;
};

type FiguresProps = { volume: Volume; view: DashboardView; isTotal?: boolean };

/** Figures in ruled columns, operating and trust apart, with their total. */
export async function VolumeTable({ caption, head, counted, rows, view }: VolumeTableProps) {
  const t = await getTranslations("dashboard.table");
  const account = await getTranslations("common.account");
  const total = rows.reduce<Volume>(addVolumes, NOTHING);
  return (
    <Ledger caption={caption} indent>
      <thead>
        <tr>
          <Th>{head}</Th>
          <Th kind="end">{counted}</Th>
          {view.kinds.map((kind) => (
            <Th key={kind} kind="money">
              {account(kind)}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <Td>
              <Link href={row.href} prefetch={false}>
                {row.label}
              </Link>
            </Td>
            <Figures volume={row} view={view} />
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <Td>{t("total")}</Td>
          <Figures volume={total} view={view} isTotal />
        </tr>
      </tfoot>
    </Ledger>
  );
}

/** The figures of a row, or of a total. */
export function Figures({ volume, view, isTotal }: FiguresProps) {
  const { currency, locale, kinds } = view;
  return (
    <>
      <Td kind="end">{writeCount(volume.count, locale)}</Td>
      {kinds.map((kind) => (
        <Td key={kind} kind="money" total={isTotal}>
          {formatMoney(kind === "trust" ? volume.trustCents : volume.operatingCents, currency, locale)}
        </Td>
      ))}
    </>
  );
}
