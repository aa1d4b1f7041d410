import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ExportButton } from "@/components/list/export-button";
import { ListBar } from "@/components/list/list-bar";
import { ListTable } from "@/components/list/list-table";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { Sheet } from "@/components/ui/sheet";
import { requireStaff, type Staff } from "@/lib/auth/session";
import { countPayLinks } from "@/lib/pay-links/queries";
import { type ListSetting, readList } from "../../_components/read-list";
import { ListTools, StaffList, visibleColumns } from "../../_components/staff-list";
import { loadPage } from "./_components/load-page";
import { makeLinkRows } from "./_components/make-link-rows";
import { NoLinks } from "./_components/no-links";
import { NoticeRegion } from "./_components/notice";
import {
  type Address,
  readSentFilter,
  SENT_PATH,
  type SentCounts,
  type SentFilter,
  sentAddressOf,
  sentQueryOf,
} from "./_components/sent-address";
import { SentBar } from "./_components/sent-bar";
import { SENT_COLUMNS } from "./_components/sent-columns";

type Props = { searchParams: Promise<Address> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("links.sent");
  return { title: t("title") };
}

export default async function SentPagesPage({ searchParams }: Props) {
  const staff = await requireStaff("payments.view");
  const address = await searchParams;
  const filter = readSentFilter(address);
  const t = await getTranslations("links.sent");
  const columnNames = await getTranslations("exports.columns.sent");
  const maySend = staff.can("links.send");
  const timeZone = staff.firm.timeZone;
  const [counts, page, setting] = await Promise.all([
    countPayLinks(staff.ctx, filter),
    loadPage(staff, filter),
    readList(staff.ctx, { listId: "sent", columns: SENT_COLUMNS, address }),
  ]);
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
        actionsLabel={maySend ? t("actions") : null}
        rows={await makeLinkRows({ page, setting, timeZone, maySend })}
        totals={{ count: counts[filter.status], isWhole: true, sums: null }}
      >
        <SentHead staff={staff} filter={filter} counts={counts} setting={setting} />
        <SentBar filter={filter} counts={counts} marks={setting.marks} />
        <Sheet pad="none" className="list-scrolls">
          {page.rows.length === 0 ? (
            <NoLinks filter={filter} counts={counts} maySend={maySend} />
          ) : (
            <>
              <ListTable caption={t("table")} mainColumn="recipient" />
              <ListBar
                currency={staff.firm.currency}
                newerHref={page.previousCursor && go({ newer: page.previousCursor })}
                olderHref={page.nextCursor && go({ older: page.nextCursor })}
              />
            </>
          )}
        </Sheet>
      </StaffList>
    </NoticeRegion>
  );
}

type HeadProps = { staff: Staff; filter: SentFilter; counts: SentCounts; setting: ListSetting };

async function SentHead({ staff, filter, counts, setting }: HeadProps) {
  const t = await getTranslations("links");
  const query = sentQueryOf(filter);
  return (
    <PageHead
      crumbs={[{ href: "/staff/send", label: t("send.title") }, { label: t("sent.title") }]}
      crumbsLabel={t("send.crumbs")}
      title={t("sent.title")}
      lead={t("sent.lead")}
      actions={
        <>
          <ListTools
            listId="sent"
            path={SENT_PATH}
            query={query}
            setting={setting}
            mayShare={staff.can("reports.manage")}
          >
            <ExportButton listId="sent" query={query} columns={visibleColumns(setting)} count={counts[filter.status]} />
          </ListTools>
          {staff.can("links.send") ? (
            <LinkButton href="/staff/send/quick-link" variant="primary" icon="plus">
              {t("quickLink.title")}
            </LinkButton>
          ) : (
            <Button unavailable={t("send.needsSend")}>{t("quickLink.title")}</Button>
          )}
        </>
      }
    />
  );
}
