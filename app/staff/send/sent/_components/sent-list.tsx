import { getLocale, getTranslations } from "next-intl/server";
import { ListBar } from "@/components/list/list-bar";
import { ListTable } from "@/components/list/list-table";
import { Sheet } from "@/components/ui/sheet";
import type { Staff } from "@/lib/auth/session";
import { formatDate } from "@/lib/dates/format-date";
import { findLinkBatch } from "@/lib/link-batches/queries";
import type { ListSort } from "@/lib/lists/model";
import { partsOfSort, writeSort } from "@/lib/lists/rules";
import { LINK_SORTS } from "@/lib/pay-links/columns";
import type { ListSetting } from "../../../_components/read-list";
import { StaffList } from "../../../_components/staff-list";
import type { SentPage } from "./load-page";
import { makeLinkRows } from "./make-link-rows";
import { NoLinks } from "./no-links";
import { NoticeRegion } from "./notice";
import { SENT_PATH, SENT_SORTS, type SentCounts, type SentFilter, sentAddressOf, sentQueryOf } from "./sent-address";
import { SentBar } from "./sent-bar";
import { SENT_COLUMNS } from "./sent-columns";
import { SentHead } from "./sent-head";

type Props = { staff: Staff; filter: SentFilter; page: SentPage; counts: SentCounts; setting: ListSetting };

/** Sent Pages: its head, its views and search, its rows. */
export async function SentList({ staff, filter, page, counts, setting }: Props) {
  const t = await getTranslations("links.sent");
  const columnNames = await getTranslations("exports.columns.sent");
  const maySend = staff.can("links.send");
  const go = (change: Partial<SentFilter>) => sentAddressOf(filter, change, setting.marks);
  return (
    <NoticeRegion>
      <StaffList
        listId="sent"
        path={SENT_PATH}
        query={sentQueryOf(filter)}
        columns={SENT_COLUMNS}
        setting={setting}
        labelOf={(id) => columnNames(id as "created")}
        sort={{ now: partsOfSort(filter.sort, LINK_SORTS), href: (sort) => go({ sort: sortText(sort) }) }}
        actionsLabel={maySend ? t("actions") : null}
        rows={await makeLinkRows({ page, setting, staff, maySend })}
        totals={{ count: counts[filter.status], isWhole: true, sums: null }}
      >
        <SentHead staff={staff} filter={filter} counts={counts} setting={setting} />
        <SentBar
          filter={filter}
          counts={counts}
          marks={setting.marks}
          batchName={filter.batch && (await nameBatch(staff, filter.batch))}
        />
        <Sheet pad="none" className="list-scrolls">
          {page.rows.length === 0 ? (
            <NoLinks filter={filter} counts={counts} maySend={maySend} />
          ) : (
            <>
              <ListTable caption={t("table")} mainColumn="recipient" />
              <ListBar
                currency={staff.firm.currency}
                newerHref={page.previousCursor && go({ cursor: page.previousCursor })}
                olderHref={page.nextCursor && go({ cursor: page.nextCursor })}
              />
            </>
          )}
        </Sheet>
      </StaffList>
    </NoticeRegion>
  );
}

/** The name of the file; a program's files have none, and what is not there is told as it was asked. */
async function nameBatch({ ctx, firm }: Staff, batchId: string): Promise<string> {
  const t = await getTranslations("links.sent");
  const batch = await findLinkBatch(ctx, batchId);
  if (!batch) return batchId;
  return batch.fileName || t("batchOfProgram", { date: formatDate(batch.createdAt, firm.timeZone, await getLocale()) });
}

function sortText(sort: ListSort): SentFilter["sort"] {
  return SENT_SORTS.find((known) => known === writeSort(sort)) ?? "-created";
}
