import { getLocale, getTranslations } from "next-intl/server";
import { ExportButton } from "@/components/list/export-button";
import { ListColumns } from "@/components/list/list-columns";
import { Banner } from "@/components/ui/banner";
import { PageHead } from "@/components/ui/page-head";
import type { Staff } from "@/lib/auth/session";
import { formatDateTime, formatShortDateTime } from "@/lib/dates/format-date";
import { MATTER_SYSTEM_NAMES } from "@/lib/matter-systems/model";
import { chooseAfterDelivery } from "@/lib/posting-layouts/built-in-layouts";
import type { PostingDesk } from "@/lib/postings/get-posting-desk";
import type { PostingFilter } from "@/lib/postings/schemas";
import type { ListSetting } from "../../../_components/read-list";
import { visibleColumns } from "../../../_components/staff-list";
import { postingQueryOf } from "./postings-address";
import { PreviewFile } from "./preview-file";

type Props = { staff: Staff; filter: PostingFilter; desk: PostingDesk; count: number | null; setting: ListSetting };

/** Where the records go and how that stands, and the tools of the list. */
export async function PostingsHead({ staff, filter, desk, count, setting }: Props) {
  const t = await getTranslations("postings");
  const locale = await getLocale();
  const { timeZone } = staff.firm;
  const at = (date: Date | null) => (date ? formatShortDateTime(date, timeZone, locale) : "");
  const after = desk.afterDelivery ? chooseAfterDelivery({ afterDelivery: desk.afterDelivery }, locale) : "";
  return (
    <>
      <PageHead
        title={t("title")}
        lead={t("lead", {
          system: desk.system ? MATTER_SYSTEM_NAMES[desk.system] : "none",
          hasSystem: desk.system ? "yes" : "no",
          delivered: at(desk.deliveredAt),
          isDelivered: desk.deliveredAt ? "yes" : "no",
          confirmed: at(desk.confirmedAt),
          isConfirmed: desk.confirmedAt ? "yes" : "no",
        })}
        actions={
          <>
            <PreviewFile />
            <ExportButton
              listId="postings"
              query={postingQueryOf(filter)}
              columns={visibleColumns(setting)}
              count={count}
              label={t("act.export")}
            />
            <ListColumns keptIn={setting.keptIn} />
          </>
        }
      />
      {desk.line?.state === "lost" && (
        <Banner
          tone="warn"
          title={t("lost.title", { at: formatDateTime(desk.line.since, timeZone, locale) })}
          className="mb-4"
        >
          {t("lost.text")}
        </Banner>
      )}
      {desk.line === null && (
        <Banner tone="warn" title={t("noSystem.title")} className="mb-4">
          {t("noSystem.text")}
        </Banner>
      )}
      {filter.view === "posted" && after && (
        <Banner tone="info" title={t("after")} className="mb-4">
          {after}
        </Banner>
      )}
    </>
  );
}
