import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/link-button";
import { Sheet } from "@/components/ui/sheet";
import { requireStaff } from "@/lib/auth/session";
import { getReceiptTexts } from "@/lib/receipt-texts/queries";
import { countWritten } from "@/lib/receipt-texts/rules";

/** In how many languages the firm adds words to its receipts, and the way to change them. */
export async function ReceiptsCard() {
  const { ctx } = await requireStaff("settings.manage");
  const texts = await getReceiptTexts(ctx);
  const t = await getTranslations("firmSettings.receipts");
  return (
    <Sheet title={t("title")}>
      <p className="text-ink-2">{t("index", { count: countWritten(texts) })}</p>
      <div className="actions mt-4">
        <LinkButton href="/staff/settings/receipts" icon="file">
          {t("indexAction")}
        </LinkButton>
      </div>
    </Sheet>
  );
}
