import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/ui/page-head";
import { requireStaff } from "@/lib/auth/session";
import { isLocale } from "@/lib/i18n/model";
import { MailEditor } from "./_components/mail-editor";
import { MailList } from "./_components/mail-list";
import { readMail } from "./_components/read-mail";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("firmSettings.mails");
  return { title: t("title") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function MailTextsPage({ searchParams }: Props) {
  const { ctx, firm } = await requireStaff("settings.manage");
  const { mail, for: wanted } = await searchParams;
  const kind = readMail(mail);
  const locale = isLocale(wanted) ? wanted : firm.locale;
  const t = await getTranslations("firmSettings.mails");
  const all = await getTranslations("settings");
  const own = { href: "/staff/settings/mails", label: t("title") };
  const settings = { href: "/staff/settings", label: all("title") };
  return (
    <>
      <PageHead
        crumbs={kind ? [settings, own, { label: t(`kinds.${kind}`) }] : [settings, { label: own.label }]}
        crumbsLabel={all("crumbs")}
        title={kind ? t(`kinds.${kind}`) : t("title")}
        lead={kind ? t("editLead") : t("lead")}
      />
      {kind ? <MailEditor ctx={ctx} kind={kind} locale={locale} /> : <MailList ctx={ctx} />}
    </>
  );
}
