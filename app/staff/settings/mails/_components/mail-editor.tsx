import { getTranslations } from "next-intl/server";
import { SegmentLinks } from "@/components/ui/segment-links";
import type { MailKind } from "@/lib/email/model";
import { LANGUAGE_NAMES, LOCALES, type Locale } from "@/lib/i18n/model";
import { listMergeFields } from "@/lib/mail-texts/list-merge-fields";
import { NO_WORDS } from "@/lib/mail-texts/model";
import { previewMailText } from "@/lib/mail-texts/preview-mail-text";
import { getMailText } from "@/lib/mail-texts/queries";
import type { Ctx } from "@/lib/platform/context";
import { MailForm } from "./mail-form";

type Props = { ctx: Ctx; kind: MailKind; locale: Locale };

/** The words of one mail in one language, and the mail as it reads with them. */
export async function MailEditor({ ctx, kind, locale }: Props) {
  const t = await getTranslations("firmSettings.mails");
  const words = await getMailText(ctx, { kind, locale });
  const fields = await listMergeFields(ctx, { kind, locale });
  // Words from before a field was given up must not keep their screen from opening.
  const shown = await previewMailText(ctx, { kind, locale, ...words }).catch(() =>
    previewMailText(ctx, { kind, locale, ...NO_WORDS }),
  );
  return (
    <div className="stack">
      <SegmentLinks
        label={t("language")}
        items={LOCALES.map((each) => ({
          href: `/staff/settings/mails?mail=${kind}&for=${each}`,
          label: LANGUAGE_NAMES[each],
          current: each === locale,
        }))}
      />
      <MailForm key={`${kind} ${locale}`} kind={kind} locale={locale} start={words} preview={shown} fields={fields} />
    </div>
  );
}
