import { getLocale, getTranslations } from "next-intl/server";
import { Facts } from "@/components/ui/facts";
import { formatDateTime } from "@/lib/dates/format-date";
import type { LinkUploadDetail } from "@/lib/link-uploads/model";
import { formatCount } from "@/lib/lists/rules";
import { formatMoney } from "@/lib/money/format-money";
import { AccountName } from "./account-name";

/** What was asked for, by whom, and how far its mails are. */
export async function UploadFacts({ upload, timeZone }: { upload: LinkUploadDetail; timeZone: string }) {
  const t = await getTranslations("bulkUpload.facts");
  const locale = await getLocale();
  const { rows, totalCents, currency, startedAt, startedByName, finishedAt, byEmail, mails } = upload;
  const at = (date: Date | null) => date && formatDateTime(date, timeZone, locale);
  const sent = { sent: formatCount(mails.sent, locale), all: formatCount(mails.all, locale) };
  return (
    <Facts
      facts={[
        { name: t("links"), value: formatCount(rows, locale) },
        { name: t("sum"), value: <b>{formatMoney(totalCents, currency, locale)}</b> },
        { name: t("account"), value: <AccountName upload={upload} /> },
        { name: t("startedBy"), value: startedByName },
        { name: t("startedAt"), value: at(startedAt) },
        { name: t("finishedAt"), value: at(finishedAt) },
        { name: t("mails"), value: byEmail ? <span role="status">{t("mailsSent", sent)}</span> : t("noMails") },
      ]}
    />
  );
}
