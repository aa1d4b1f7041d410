import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/link-button";
import { Sheet } from "@/components/ui/sheet";
import { requireStaff } from "@/lib/auth/session";
import { listAllCustomFields } from "@/lib/custom-fields/queries";

/** How many fields of its own the firm asks for. */
export async function CustomFieldsCard() {
  const { ctx } = await requireStaff("settings.manage");
  const fields = await Promise.all([listAllCustomFields(ctx, "payment"), listAllCustomFields(ctx, "payer")]);
  const t = await getTranslations("customFields");
  return (
    <Sheet title={t("title")}>
      <p className="text-ink-2">
        {t("index", { count: fields.flat().filter(({ isArchived }) => !isArchived).length })}
      </p>
      <div className="actions mt-4">
        <LinkButton href="/staff/settings/custom-fields" icon="list">
          {t("indexAction")}
        </LinkButton>
      </div>
    </Sheet>
  );
}
