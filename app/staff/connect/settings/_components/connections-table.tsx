import { getTranslations } from "next-intl/server";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { Tag } from "@/components/ui/tag";
import type { ConnectionRow } from "@/lib/connections/model";
import { MATTER_SYSTEM_NAMES } from "@/lib/matter-systems/model";
import { ConnectionActions } from "./connection-actions";
import { LineStateText } from "./line-state";

/** Every connection of the firm: the one in use first, revoked ones last. */
export async function ConnectionsTable({ rows, timeZone }: { rows: readonly ConnectionRow[]; timeZone: string }) {
  const t = await getTranslations("connectSettings.connections");
  const rank = ({ state, isInUse }: ConnectionRow) => (state === "revoked" ? 2 : Number(!isInUse));
  const sorted = [...rows].sort((a, b) => rank(a) - rank(b));
  return (
    <Ledger caption={t("title")} indent>
      <thead>
        <tr>
          <Th held>{t("name")}</Th>
          <Th>{t("system")}</Th>
          <Th>{t("state")}</Th>
          <Th>{t("actions")}</Th>
        </tr>
      </thead>
      <tbody>
        {sorted.map((row) => (
          <tr key={row.id}>
            <Td held>
              <span className="inline-flex items-center gap-2">
                {row.name}
                {row.isInUse && <Tag tone="note">{t("inUse")}</Tag>}
              </span>
            </Td>
            <Td>{MATTER_SYSTEM_NAMES[row.system]}</Td>
            <Td>
              <LineStateText row={row} timeZone={timeZone} />
            </Td>
            <Td>
              {row.state !== "revoked" && (
                <ConnectionActions connectionId={row.id} name={row.name} isInUse={row.isInUse} />
              )}
            </Td>
          </tr>
        ))}
      </tbody>
    </Ledger>
  );
}
