import { getTranslations } from "next-intl/server";
import { ExportButton } from "@/components/list/export-button";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import type { Staff } from "@/lib/auth/session";
import type { ListSetting } from "../../../_components/read-list";
import { ListTools, visibleColumns } from "../../../_components/staff-list";
import { SENT_PATH, type SentCounts, type SentFilter, sentQueryOf } from "./sent-address";

type HeadProps = { staff: Staff; filter: SentFilter; counts: SentCounts; setting: ListSetting };

/** The title, what can be done with the list, and the way to a new link. */
export async function SentHead({ staff, filter, counts, setting }: HeadProps) {
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
