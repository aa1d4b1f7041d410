import { getTranslations } from "next-intl/server";
import type { Association } from "@/lib/associations/model";
import type { EnrollChoice } from "./enroll-form";

/** Associations in words, as they are ticked and listed. */
export async function enrollChoicesOf(rows: readonly Association[]): Promise<EnrollChoice[]> {
  const levels = await getTranslations("associations.level");
  const t = await getTranslations("associations.tab");
  return rows.map((row) => {
    const { id, level } = row;
    const join = (...parts: string[]) => parts.filter(Boolean).join(" ");
    const what = {
      client: join(row.clientNumber, row.clientName),
      matter: join(row.matterNumber, row.matterName),
      invoice: `${t("invoice")} ${row.invoiceNumber}`,
    }[level];
    return { id, what, level, levelName: levels(level) };
  });
}
