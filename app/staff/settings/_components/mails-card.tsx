import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/link-button";
import { Sheet } from "@/components/ui/sheet";
import { requireStaff } from "@/lib/auth/session";
import { listMailTexts } from "@/lib/mail-texts/queries";

/** How many mails have words of the firm's own, and the way to change them. */
export async function MailsCard() {
  const { ctx } = await requireStaff("settings.manage");
  const rows = await listMailTexts(ctx);
  const t = await getTranslations("firmSettings.mails");
  return (
    <Sheet title={t("title")}>
      <p className="text-ink-2">{t("index", { count: rows.filter(({ written }) => written.length > 0).length })}</p>
      <div className="actions mt-4">
        <LinkButton href="/staff/settings/mails" icon="mail">
          {t("indexAction")}
        </LinkButton>
      </div>
    </Sheet>
  );
}
