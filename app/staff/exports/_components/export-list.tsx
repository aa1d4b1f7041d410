import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Sheet } from "@/components/ui/sheet";
import type { ExportRow } from "@/lib/exports/model";
import { ExportItem } from "./export-item";

/** The user's exports, newest first. */
export async function ExportList({ rows, timeZone }: { rows: readonly ExportRow[]; timeZone: string }) {
  const t = await getTranslations("exports");
  return (
    <Sheet pad="none">
      {rows.length === 0 ? (
        <EmptyState title={t("none.title")} action={<LinkButton href="/staff/payments">{t("none.action")}</LinkButton>}>
          {t("none.text")}
        </EmptyState>
      ) : (
        <ul aria-label={t("list")}>
          {rows.map((row) => (
            <ExportItem key={row.id} row={row} timeZone={timeZone} />
          ))}
        </ul>
      )}
    </Sheet>
  );
}
