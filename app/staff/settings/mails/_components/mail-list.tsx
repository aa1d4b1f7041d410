import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { Sheet } from "@/components/ui/sheet";
import { LANGUAGE_NAMES } from "@/lib/i18n/model";
import { FIXED_MAILS, type MailTextRow, STAFF_MAILS } from "@/lib/mail-texts/model";
import { listMailTexts } from "@/lib/mail-texts/queries";
import type { Ctx } from "@/lib/platform/context";

/** Every mail that is sent, those of clients first, with the languages in which the firm wrote words of its own. */
export async function MailList({ ctx }: { ctx: Ctx }) {
  const rows = await listMailTexts(ctx);
  const t = await getTranslations("firmSettings.mails");
  const isForStaff = ({ kind }: MailTextRow) => STAFF_MAILS.includes(kind);
  return (
    <div className="stack max-w-[60rem]">
      <Sheet title={t("toClients")} pad="none">
        <MailTable caption={t("toClients")} rows={rows.filter((row) => !isForStaff(row))} />
      </Sheet>
      <Sheet title={t("toStaff")} pad="none">
        <MailTable caption={t("toStaff")} rows={rows.filter(isForStaff)} />
      </Sheet>
    </div>
  );
}

async function MailTable({ caption, rows }: { caption: string; rows: readonly MailTextRow[] }) {
  const t = await getTranslations("firmSettings.mails");
  return (
    <Ledger caption={caption} indent>
      <thead>
        <tr>
          <Th held className="w-1/2">
            {t("column.mail")}
          </Th>
          <Th>{t("column.words")}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ kind, written }) => (
          <tr key={kind}>
            <Td held>
              {FIXED_MAILS.includes(kind) ? (
                t(`kinds.${kind}`)
              ) : (
                <Link href={`/staff/settings/mails?mail=${kind}`} prefetch={false}>
                  {t(`kinds.${kind}`)}
                </Link>
              )}
            </Td>
            <Td kind="soft">{FIXED_MAILS.includes(kind) ? t("fixed") : wordsOf(written)}</Td>
          </tr>
        ))}
      </tbody>
    </Ledger>
  );

  function wordsOf(written: MailTextRow["written"]): string {
    if (written.length === 0) return t("ours");
    return t("own", { languages: written.map((locale) => LANGUAGE_NAMES[locale]).join(", ") });
  }
}
