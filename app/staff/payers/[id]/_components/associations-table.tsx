import { getLocale, getTranslations } from "next-intl/server";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import type { Association } from "@/lib/associations/model";
import { formatDate } from "@/lib/dates/format-date";
import { RemoveAssociation } from "./remove-association";

type Props = { rows: readonly Association[]; payerName: string; timeZone: string; mayManage: boolean };

/** One line an association, oldest first. */
export async function AssociationsTable({ rows, payerName, timeZone, mayManage }: Props) {
  const t = await getTranslations("associations.tab");
  const levels = await getTranslations("associations.level");
  const locale = await getLocale();
  return (
    <Ledger caption={t("table")} indent>
      <thead>
        <tr>
          <Th held>{t("client")}</Th>
          <Th>{t("level")}</Th>
          <Th>{t("matter")}</Th>
          <Th>{t("invoice")}</Th>
          <Th>{t("since")}</Th>
          {mayManage && <Th>{t("actions")}</Th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <Td held kind="flow">
              {join(row.clientNumber, row.clientName)}
              {!row.isInUse && (
                <span className="block text-ink-3 text-xs">{t("otherConnection", { name: row.connectionName })}</span>
              )}
            </Td>
            <Td>{levels(row.level)}</Td>
            <Td kind="flow">{join(row.matterNumber, row.matterName)}</Td>
            <Td>{row.invoiceNumber}</Td>
            <Td kind="soft">{formatDate(row.createdAt, timeZone, locale)}</Td>
            {mayManage && (
              <Td>
                <RemoveAssociation associationId={row.id} what={whatOf(row)} payerName={payerName} />
              </Td>
            )}
          </tr>
        ))}
      </tbody>
    </Ledger>
  );
}

/** "10427-0003 Charter dispute": the narrowest thing that it names. */
function whatOf(row: Association): string {
  if (row.level === "invoice") return row.invoiceNumber;
  return row.level === "matter" ? join(row.matterNumber, row.matterName) : join(row.clientNumber, row.clientName);
}

function join(...parts: string[]): string {
  return parts.filter(Boolean).join(" ");
}
