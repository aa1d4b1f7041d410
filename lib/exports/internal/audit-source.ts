import { AUDIT_COLUMNS, auditCell } from "@/lib/audit/columns";
import type { AuditRow } from "@/lib/audit/model";
import { countAudit, listAudit } from "@/lib/audit/queries";
import { AuditFilter } from "@/lib/audit/schemas";
import { makeSource, readPages } from "./source";

const PAGE = 1_000;

/** Who did what, when, from where. */
export const auditSource = makeSource<AuditFilter, AuditRow>({
  permission: "settings.manage",
  columns: AUDIT_COLUMNS,
  labels: "audit.columns",
  readFilter: (query) => AuditFilter.parse(query),
  count: async (ctx, filter) => {
    const { count, isWhole } = await countAudit(ctx, filter);
    return isWhole ? count : null;
  },
  stream: (ctx, filter, picked) => readPages((cursor) => listAudit(ctx, { ...filter, picked, cursor, limit: PAGE })),
  cellOf: auditCell,
  currencyOf: () => "USD",
  words: { object: "audit.object" },
});
