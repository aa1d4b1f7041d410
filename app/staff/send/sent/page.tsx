import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { Sheet } from "@/components/ui/sheet";
import { requireStaff } from "@/lib/auth/session";
import { countPayLinks } from "@/lib/pay-links/queries";
import { LinksTable } from "./_components/links-table";
import { loadPage } from "./_components/load-page";
import { NoticeRegion } from "./_components/notice";
import { type Address, readSentFilter } from "./_components/sent-address";
import { SentBar } from "./_components/sent-bar";

type Props = { searchParams: Promise<Address> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("links.sent");
  return { title: t("title") };
}

export default async function SentPagesPage({ searchParams }: Props) {
  const staff = await requireStaff("payments.view");
  const filter = readSentFilter(await searchParams);
  const t = await getTranslations("links");
  const maySend = staff.can("links.send");
  const [counts, page] = await Promise.all([countPayLinks(staff.ctx, filter.q), loadPage(staff, filter)]);
  return (
    <NoticeRegion>
      <PageHead
        crumbs={[{ href: "/staff/send", label: t("send.title") }, { label: t("sent.title") }]}
        crumbsLabel={t("send.crumbs")}
        title={t("sent.title")}
        lead={t("sent.lead")}
        actions={
          maySend ? (
            <LinkButton href="/staff/send/quick-link" variant="primary" icon="plus">
              {t("quickLink.title")}
            </LinkButton>
          ) : (
            <Button unavailable={t("send.needsSend")}>{t("quickLink.title")}</Button>
          )
        }
      />
      <SentBar filter={filter} counts={counts} />
      <Sheet pad="none">
        <LinksTable page={page} filter={filter} counts={counts} timeZone={staff.firm.timeZone} maySend={maySend} />
      </Sheet>
    </NoticeRegion>
  );
}
