import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { Sheet } from "@/components/ui/sheet";
import type { Dashboard, DashboardKind, OwedVolume, Volume } from "@/lib/dashboard/model";
import { addVolumes, NOTHING } from "@/lib/dashboard/rules";
import type { AgingBucket } from "@/lib/pay-links/model";
import type { DashboardView } from "./dashboard-view";
import { invoicesAddressOf, linksAddressOf } from "./figure-address";
import { Figures } from "./volume-table";

type Props = { dashboard: Dashboard; kind: DashboardKind; view: DashboardView };

/** What unpaid links and invoices ask for, by how late they are. One table, so that their figures stand beneath each other. */
export async function Outstanding({ dashboard: { outstanding, invoiced }, kind, view }: Props) {
  const t = await getTranslations("dashboard.outstanding");
  const account = await getTranslations("common.account");
  const hasLinks = !isNothing(outstanding);
  const hasInvoices = !isNothing(invoiced);
  return (
    <Sheet pad="none" title={t("title")} aside={t("note")}>
      {!hasLinks && !hasInvoices && <EmptyState title={t("noneTitle")}>{t("noneText")}</EmptyState>}
      {(hasLinks || hasInvoices) && (
        <Ledger caption={t("caption")} indent>
          <thead>
            <tr>
              <Th>{t("due")}</Th>
              <Th kind="end">{t("count")}</Th>
              {view.kinds.map((one) => (
                <Th key={one} kind="money">
                  {account(one)}
                </Th>
              ))}
            </tr>
          </thead>
          {hasLinks && (
            <Owed
              title={t("links")}
              volumes={outstanding}
              hrefOf={(bucket) => linksAddressOf(bucket, kind)}
              view={view}
            />
          )}
          {hasInvoices && invoiced && (
            <Owed
              title={t("invoices")}
              volumes={invoiced}
              hrefOf={(bucket) => invoicesAddressOf(bucket, kind)}
              view={view}
            />
          )}
        </Ledger>
      )}
    </Sheet>
  );
}

type OwedProps = {
  title: string;
  volumes: readonly OwedVolume[];
  hrefOf: (bucket: AgingBucket) => string;
  view: DashboardView;
};

/** One kind of what is owed, with its total. */
async function Owed({ title, volumes, hrefOf, view }: OwedProps) {
  const t = await getTranslations("dashboard");
  return (
    <tbody>
      <tr>
        <Th scope="rowgroup" colSpan={2} className="ledger-group">
          {title}
        </Th>
        {view.kinds.map((one) => (
          <Td key={one} kind="money" />
        ))}
      </tr>
      {volumes.map(({ bucket, ...volume }) => (
        <tr key={bucket}>
          <Td>
            <Link href={hrefOf(bucket)} prefetch={false}>
              {t(`outstanding.bucket.${bucket}`)}
            </Link>
          </Td>
          <Figures volume={volume} view={view} />
        </tr>
      ))}
      <tr className="ledger-sum">
        <Td>{t("table.total")}</Td>
        <Figures volume={volumes.reduce<Volume>(addVolumes, NOTHING)} view={view} isTotal />
      </tr>
    </tbody>
  );
}

function isNothing(volumes: readonly OwedVolume[] | null): boolean {
  return volumes === null || volumes.every(({ count }) => count === 0);
}
