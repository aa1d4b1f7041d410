import { getLocale, getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import type { FirmView } from "@/lib/firms/model";
import type { PayLinkDetail } from "@/lib/pay-links/model";
import { actionLinkOf } from "../../_components/action-link";
import { LinkActions } from "../../_components/link-actions";

type Props = { link: PayLinkDetail; isFresh: boolean; maySend: boolean; firm: FirmView; now: Date };

export async function LinkHead({ link, isFresh, maySend, firm, now }: Props) {
  const t = await getTranslations("links");
  const place = isFresh
    ? [{ href: "/staff/send", label: t("send.title") }, { label: t("quickLink.title") }]
    : [
        { href: "/staff/send", label: t("send.title") },
        { href: "/staff/send/sent", label: t("sent.title") },
        { label: link.number },
      ];
  return (
    <PageHead
      crumbs={place}
      crumbsLabel={t("send.crumbs")}
      title={isFresh ? t("result.ready") : t("detail.title", { number: link.number })}
      lead={await leadOf(link)}
      actions={isFresh ? <FreshActions /> : <LaterActions link={link} maySend={maySend} firm={firm} now={now} />}
    />
  );
}

async function leadOf(link: PayLinkDetail): Promise<string> {
  const t = await getTranslations("links.result");
  const name = link.recipientName || link.recipientEmails.join(", ");
  if (!link.invoiceNumber) return name || t("noRecipient");
  return name
    ? t("forInvoice", { name, number: link.invoiceNumber })
    : t("invoiceOnly", { number: link.invoiceNumber });
}

async function FreshActions() {
  const t = await getTranslations("links");
  return (
    <>
      <LinkButton href="/staff/send/sent">{t("sent.title")}</LinkButton>
      <LinkButton href="/staff/send/quick-link" variant="primary" icon="plus">
        {t("result.another")}
      </LinkButton>
    </>
  );
}

async function LaterActions({ link, maySend, firm, now }: Omit<Props, "isFresh">) {
  const t = await getTranslations("links");
  const locale = await getLocale();
  if (!maySend) return <Button unavailable={t("send.needsSend")}>{t("action.resend")}</Button>;
  return <LinkActions link={actionLinkOf(link, { firm, now, locale })} />;
}
