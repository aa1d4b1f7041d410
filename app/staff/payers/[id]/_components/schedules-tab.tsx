import { getTranslations } from "next-intl/server";
import { SchedulesTable } from "@/components/schedules/schedules-table";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Sheet } from "@/components/ui/sheet";
import type { Staff } from "@/lib/auth/session";
import type { PayerDetail } from "@/lib/payers/model";
import { listSchedules } from "@/lib/schedules/queries";

/** What the payer pays on which days. */
export async function SchedulesTab({ payer, staff }: { payer: PayerDetail; staff: Staff }) {
  const t = await getTranslations("schedules.tab");
  const { rows } = await listSchedules(staff.ctx, { payer: payer.id, limit: 100 });
  const start =
    staff.can("payments.take") && !payer.archivedAt ? (
      <LinkButton href={`/staff/schedules/new?payer=${payer.id}`} icon="plus">
        {t("new")}
      </LinkButton>
    ) : (
      <Button unavailable={payer.archivedAt ? null : t("needsTake")}>{t("new")}</Button>
    );
  return (
    <Sheet title={t("title")} aside={rows.length > 0 && start} pad="none">
      {rows.length > 0 ? (
        <SchedulesTable caption={t("title")} schedules={rows} withPayer={false} />
      ) : (
        <EmptyState title={t("noneTitle")} action={start}>
          {t("noneText")}
        </EmptyState>
      )}
    </Sheet>
  );
}
