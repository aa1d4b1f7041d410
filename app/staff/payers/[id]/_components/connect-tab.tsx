import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { NoticeRegion } from "@/components/ui/notice";
import { Sheet } from "@/components/ui/sheet";
import { listAssociations } from "@/lib/associations/queries";
import type { Staff } from "@/lib/auth/session";
import type { PayerDetail } from "@/lib/payers/model";
import { AddAssociation } from "./add-association";
import { AssociationsTable } from "./associations-table";
import { AutoPaysSheet } from "./auto-pays-sheet";
import { OwedNow } from "./owed-now";

/** What of the matter system belongs to this payer, and what is owed of it now. */
export async function ConnectTab({ payer, staff }: { payer: PayerDetail; staff: Staff }) {
  const t = await getTranslations("associations.tab");
  const add = await getTranslations("associations.add");
  const rows = await listAssociations(staff.ctx, payer.id);
  const mayManage = staff.can("payers.manage");
  const { timeZone } = staff.firm;
  return (
    <NoticeRegion>
      <div className="stack">
        {rows.length > 0 && <OwedNow key={rows.map(({ id }) => id).join(" ")} payerId={payer.id} timeZone={timeZone} />}
        <Sheet
          title={t("title")}
          pad="none"
          aside={
            mayManage ? (
              !payer.archivedAt && <AddAssociation payerId={payer.id} payerName={payer.name} />
            ) : (
              <Button size="sm" unavailable={t("needsManage")}>
                {add("button")}
              </Button>
            )
          }
        >
          {rows.length === 0 ? (
            <EmptyState title={t("noneTitle")}>{t("noneText")}</EmptyState>
          ) : (
            <AssociationsTable rows={rows} payerName={payer.name} timeZone={timeZone} mayManage={mayManage} />
          )}
        </Sheet>
        <AutoPaysSheet payer={payer} staff={staff} hasAssociations={rows.some(({ isInUse }) => isInUse)} />
      </div>
    </NoticeRegion>
  );
}
