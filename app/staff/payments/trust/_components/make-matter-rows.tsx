import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { ListRow } from "@/components/list/list-shape";
import { Icon } from "@/components/ui/icon";
import { formatShortDateTime } from "@/lib/dates/format-date";
import { formatMoney } from "@/lib/money/format-money";
import { TRUST_COLUMNS, type TrustColumnId } from "@/lib/trust/columns";
import type { TrustMatterRow } from "@/lib/trust/model";
import { isNegative } from "@/lib/trust/rules";
import type { ListSetting } from "../../../_components/read-list";
import { cellsOf } from "../../../_components/staff-list";
import { matterAddress } from "./trust-address";

type Options = { matters: readonly TrustMatterRow[]; setting: ListSetting; timeZone: string };

/** The matters as rows of the list, each in the table of its account. */
export async function makeMatterRows({ matters, setting, timeZone }: Options): Promise<ListRow[]> {
  const locale = await getLocale();
  const t = await getTranslations("trust");
  const money = (cents: number, { currency }: TrustMatterRow) => formatMoney(cents, currency, locale);
  const cells: Record<TrustColumnId, (matter: TrustMatterRow) => ReactNode> = {
    matter: (matter) => (
      <>
        <Link href={matterAddress(matter)} prefetch={false} className="row-link">
          {matter.matterRef}
        </Link>
        {isNegative(matter) && (
          <span className="ml-3 inline-flex items-center gap-1 font-semibold text-danger">
            <Icon name="alert" /> {t("negative")}
          </span>
        )}
      </>
    ),
    client: (matter) => matter.clientRef,
    last_entry: (matter) => formatShortDateTime(matter.lastEntryAt, timeZone, locale),
    in_transit: (matter) => money(matter.inTransitCents, matter),
    on_hold: (matter) => money(matter.onHoldCents, matter),
    cleared: (matter) => money(matter.clearedCents, matter),
    total: (matter) => money(matter.totalCents, matter),
  };
  return matters.map((matter) => ({
    id: `${matter.accountId}/${matter.clientRef}/${matter.matterRef}`,
    name: matter.matterRef,
    part: matter.accountId,
    sum: { cents: matter.totalCents, purse: "trust" },
    cells: cellsOf(setting, (id) => {
      const column = TRUST_COLUMNS.find((candidate) => candidate.id === id);
      return column && cells[column.id](matter);
    }),
  }));
}
