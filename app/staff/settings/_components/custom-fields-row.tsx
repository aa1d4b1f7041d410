import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/lib/auth/session";
import { listAllCustomFields } from "@/lib/custom-fields/queries";
import { SettingRow } from "./setting-row";

/** How many fields of its own the firm asks for. */
export async function CustomFieldsRow() {
  const { ctx } = await requireStaff("settings.manage");
  const fields = await Promise.all([listAllCustomFields(ctx, "payment"), listAllCustomFields(ctx, "payer")]);
  const t = await getTranslations("customFields");
  return (
    <SettingRow
      title={t("title")}
      state={t("index", { count: fields.flat().filter(({ isArchived }) => !isArchived).length })}
      href="/staff/settings/custom-fields"
      action={t("indexAction")}
      icon="list"
    />
  );
}
