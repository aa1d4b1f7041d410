import { getTranslations } from "next-intl/server";
import { ListBar } from "@/components/list/list-bar";
import { ListTable } from "@/components/list/list-table";
import { Icon } from "@/components/ui/icon";
import { NoticeRegion } from "@/components/ui/notice";
import { Sheet } from "@/components/ui/sheet";
import { ToastRegion } from "@/components/ui/toast";
import type { Staff } from "@/lib/auth/session";
import type { ListSort } from "@/lib/lists/model";
import { partsOfSort, writeSort } from "@/lib/lists/rules";
import { POSTING_COLUMNS, POSTING_SORTS } from "@/lib/postings/columns";
import { PostingFilter } from "@/lib/postings/schemas";
import type { ListSetting } from "../../../_components/read-list";
import { StaffList } from "../../../_components/staff-list";
import type { LoadedPostings } from "./load-postings";
import { makePostingRows } from "./make-posting-rows";
import { NoPostings } from "./no-postings";
import { PostingActs } from "./posting-acts";
import { POSTINGS_PATH, postingAddressOf } from "./postings-address";
import { PostingsBar } from "./postings-bar";
import { PostingsHead } from "./postings-head";
import { WaitingFiles } from "./waiting-files";

type Props = LoadedPostings & { staff: Staff; filter: PostingFilter; setting: ListSetting };

/** Manage Postings: its head, the seven views, what can be done, the records. */
export async function PostingsList({ staff, filter, setting, page, counts, pendingCount, sums, desk, files }: Props) {
  const t = await getTranslations("postings");
  const names = await getTranslations("exports.columns.postings");
  const { count, operatingCents, trustCents, isWhole } = sums;
  return (
    <ToastRegion label={t("toasts")}>
      <NoticeRegion>
        <StaffList
          listId="postings"
          path={POSTINGS_PATH}
          // Each view has a selection of its own.
          query={new URLSearchParams({ of: filter.view, q: filter.q }).toString()}
          columns={POSTING_COLUMNS}
          setting={setting}
          labelOf={(id) => names(id as "date")}
          sort={{
            now: partsOfSort(filter.sort, POSTING_SORTS),
            href: (sort) => postingAddressOf(filter, { sort: sortText(sort) }),
          }}
          rows={
            await makePostingRows({
              rows: page.rows,
              view: filter.view,
              setting,
              timeZone: staff.firm.timeZone,
              now: staff.ctx.clock.now(),
              mayMap: staff.can("settings.manage"),
            })
          }
          totals={{ count, isWhole, sums: isWhole ? { operatingCents, trustCents } : null }}
        >
          <PostingsHead staff={staff} filter={filter} desk={desk} count={isWhole ? count : null} setting={setting} />
          <WaitingFiles files={files} />
          <PostingsBar filter={filter} counts={counts} />
          <PostingActs view={filter.view} rows={page.rows} pendingCount={pendingCount} />
          <Sheet pad="none" className="list-scrolls">
            {page.rows.length === 0 ? (
              <NoPostings filter={filter} counts={counts} mayPay={staff.can("connect.pay")} />
            ) : (
              <>
                <ListTable caption={t("table")} mainColumn="payer" isPlain={filter.view === "all"} />
                <ListBar
                  currency={staff.firm.currency}
                  isPlain={filter.view === "all"}
                  isPageOnly
                  note={<Marks />}
                  newerHref={page.previousCursor && postingAddressOf(filter, { cursor: page.previousCursor })}
                  olderHref={page.nextCursor && postingAddressOf(filter, { cursor: page.nextCursor })}
                />
              </>
            )}
          </Sheet>
        </StaffList>
      </NoticeRegion>
    </ToastRegion>
  );
}

function sortText(sort: ListSort): PostingFilter["sort"] {
  return PostingFilter.shape.sort.parse(writeSort(sort));
}

/** What the person and the red box mean. */
async function Marks() {
  const t = await getTranslations("postings.marks");
  return (
    <span className="posting-marks">
      <span>
        <span className="from-page">
          <Icon name="person-page" />
        </span>
        {t("fromPage")}
      </span>
      <span>
        <i className="flag-key" aria-hidden="true" />
        {t("incomplete")}
      </span>
    </span>
  );
}
