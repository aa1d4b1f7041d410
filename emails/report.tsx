import { LetterSheet } from "@/emails/ui";
import { formatDateTime } from "@/lib/dates/format-date";
import type { Letter, MailFirm } from "@/lib/email/model";
import type { Locale } from "@/lib/i18n/model";
import type { ReportRhythm } from "@/lib/reports/model";
import { knownFacts, mailTexts, PREVIEW_FIRM } from "./mail-texts";
import type { MailTemplate } from "./template";

export type ReportFacts = {
  locale: Locale;
  firm: MailFirm;
  /** "Declines", or as somebody called their view. */
  name: string;
  asOf: Date;
  rhythm: ReportRhythm;
  rows: number;
  /** The file that is attached; null when it is too large for a mail. */
  fileName: string | null;
  /** Whose rows these are. */
  ownerName: string;
  /** The same rows on the screen. */
  url: string;
};

/** A report on its schedule, with its file. */
function ReportMail(facts: ReportFacts) {
  return <LetterSheet letter={writeReport(facts)} />;
}

function writeReport(facts: ReportFacts): Letter {
  const { locale, firm, name, rows, fileName, ownerName } = facts;
  const t = mailTexts(locale);
  const { frequency, day, hour } = facts.rhythm;
  const text = rows === 0 ? "report.empty" : "report.text";
  return {
    locale,
    firm,
    subject: t("report.subject", { name, firm: firm.name }),
    paragraphs: [t(text, { name, rows }), ...(fileName === null ? [t("report.tooLarge", { owner: ownerName })] : [])],
    amount: null,
    button: { label: t("report.button"), url: facts.url },
    orAddress: t("orAddress"),
    facts: knownFacts([
      { name: t("report.asOf"), value: formatDateTime(facts.asOf, firm.timeZone, locale) },
      { name: t("report.file"), value: fileName },
      { name: t("report.when"), value: t(`report.rhythm.${frequency}`, { day: day ?? 0, hour: hourText(hour) }) },
      { name: t("report.owner"), value: ownerName },
    ]),
    notes: [],
    closing: t("report.note", { owner: ownerName }),
  };
}

function hourText(hour: number): string {
  return `${String(hour).padStart(2, "0")}:00`;
}

ReportMail.write = writeReport;
ReportMail.PreviewProps = {
  locale: "en",
  firm: PREVIEW_FIRM,
  name: "Declines",
  asOf: new Date("2026-11-20T13:00:00Z"),
  rhythm: { frequency: "weekly", day: 5, hour: 8 },
  rows: 12,
  fileName: "payments-2026-11-20.xlsx",
  ownerName: "Dana Whitfield",
  url: "https://pay.example.com/staff/payments?status=declined",
} satisfies ReportFacts as ReportFacts;

export default ReportMail satisfies MailTemplate<ReportFacts>;
