import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/link-button";
import { Sheet } from "@/components/ui/sheet";
import { requireStaff } from "@/lib/auth/session";
import { getInvoiceSettings, listInvoiceItems } from "@/lib/invoices/queries";

/** Whether the module is on, how much the catalogue holds, and the way to change it. */
export async function InvoicesCard() {
  const { ctx } = await requireStaff("settings.manage");
  const [{ isOn }, items] = await Promise.all([getInvoiceSettings(ctx), listInvoiceItems(ctx)]);
  const t = await getTranslations("invoices.settings");
  return (
    <Sheet title={t("title")}>
      <p className="text-ink-2">{t("index", { state: isOn ? "on" : "off", count: items.length })}</p>
      <div className="actions mt-4">
        <LinkButton href="/staff/settings/invoices" icon="file">
          {t("indexAction")}
        </LinkButton>
      </div>
    </Sheet>
  );
}
