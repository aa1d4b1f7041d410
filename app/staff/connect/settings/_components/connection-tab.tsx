import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { Sheet } from "@/components/ui/sheet";
import type { Staff } from "@/lib/auth/session";
import { listConnections } from "@/lib/connections/queries";
import { ConnectSwitch } from "../../../_components/connect-switch";
import { AddConnection } from "./add-connection";
import { ConnectionInUse } from "./connection-in-use";
import { ConnectionsTable } from "./connections-table";

/** The line to the matter system: how it is, which one is used, and the switch of the whole module. */
export async function ConnectionTab({ staff }: { staff: Staff }) {
  const t = await getTranslations("connectSettings");
  const rows = await listConnections(staff.ctx);
  const inUse = rows.find((row) => row.isInUse);
  return (
    <div className="stack">
      <Sheet title={t("inUse.title")} aside={inUse?.name}>
        {inUse ? (
          <ConnectionInUse row={inUse} timeZone={staff.firm.timeZone} />
        ) : (
          <p className="text-ink-2">{rows.length === 0 ? t("inUse.noneYet") : t("inUse.noneChosen")}</p>
        )}
      </Sheet>
      <Sheet title={t("connections.title")} aside={<AddConnection />} pad="none">
        {rows.length === 0 ? (
          <EmptyState title={t("connections.noneTitle")}>{t("connections.noneText")}</EmptyState>
        ) : (
          <ConnectionsTable rows={rows} timeZone={staff.firm.timeZone} />
        )}
      </Sheet>
      <Sheet title={t("module.title")}>
        <p className="text-ink-2">{t("module.text")}</p>
        <div className="actions mt-4">
          <ConnectSwitch isOn />
        </div>
      </Sheet>
    </div>
  );
}
