import { getLocale, getTranslations } from "next-intl/server";
import { methodText } from "@/components/payments/method-text";
import { Facts } from "@/components/ui/facts";
import { LinkButton } from "@/components/ui/link-button";
import { Sheet } from "@/components/ui/sheet";
import type { AutoPayDetail } from "@/lib/auto-pays/model";
import { formatDateTime, formatIsoDate } from "@/lib/dates/format-date";
import { autoPayAddress } from "../../_components/auto-pay-address";
import { amountWords, frequencyWords } from "../../_components/auto-pay-words";
import type { EnrollChoice } from "./enroll-form";

type Props = { autoPay: AutoPayDetail; enrolled: readonly EnrollChoice[]; timeZone: string; mayChange: boolean };

/** What it pays, when, from what, and what it draws on. */
export async function TermsSheet({ autoPay, enrolled, timeZone, mayChange }: Props) {
  const t = await getTranslations("autoPays");
  const common = await getTranslations("common");
  const locale = await getLocale();
  const { method, acknowledgement, endsOn, payerId, id } = autoPay;
  const said = methodText(common, { methodBrand: method.brand, methodLast4: method.last4 });
  const at = acknowledgement && formatDateTime(acknowledgement.at, timeZone, locale);
  return (
    <Sheet
      title={t("page.terms")}
      aside={
        mayChange && (
          <>
            <LinkButton size="sm" variant="quiet" icon="pencil" href={autoPayAddress(payerId, id, "edit")}>
              {t("page.edit")}
            </LinkButton>
            <LinkButton size="sm" variant="quiet" href={autoPayAddress(payerId, id, "enroll")}>
              {t("page.manage")}
            </LinkButton>
          </>
        )
      }
    >
      <Facts
        facts={[
          { name: t("tab.pays"), value: amountWords(t, autoPay, locale) },
          { name: t("tab.method"), value: method.isUsable ? said : `${said} ${t("tab.methodGone")}` },
          { name: t("form.account"), value: autoPay.accountName },
          { name: t("form.frequency"), value: frequencyWords(t, autoPay) },
          { name: t("page.first"), value: formatIsoDate(autoPay.startDate, locale) },
          { name: t("tab.next"), value: autoPay.nextRunOn && formatIsoDate(autoPay.nextRunOn, locale) },
          { name: t("page.until"), value: untilWords() },
          { name: t("page.others"), value: autoPay.paysOthers ? t("page.othersYes") : t("page.othersNo") },
          { name: t("form.arMessage"), value: autoPay.arMessage },
          { name: t("page.enrolled"), value: <Enrolled enrolled={enrolled} none={t("page.nothingEnrolled")} /> },
          { name: t("page.acknowledged"), value: at && acknowledgedWords(at) },
        ]}
      />
    </Sheet>
  );

  function untilWords(): string {
    if (autoPay.frequency === "single") return "";
    return endsOn ? t("page.untilYear", { date: formatIsoDate(endsOn, locale) }) : t("page.untilPaid");
  }

  function acknowledgedWords(date: string): string {
    const name = acknowledgement?.byName ?? "";
    return name ? t("page.acknowledgedBy", { name, date }) : t("page.acknowledgedProgram", { date });
  }
}

function Enrolled({ enrolled, none }: { enrolled: readonly EnrollChoice[]; none: string }) {
  if (enrolled.length === 0) return none;
  return (
    <ul>
      {enrolled.map(({ id, what, levelName }) => (
        <li key={id}>
          {what} <span className="text-ink-2 text-xs">{levelName}</span>
        </li>
      ))}
    </ul>
  );
}
