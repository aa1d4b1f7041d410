import { and, asc, eq, gt, sql } from "drizzle-orm";
import { auditLog } from "@/db/schema/effects";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import type { AuditFault } from "./model";

const PAGE = 5_000;

export type AuditReport = {
  rows: number;
  /** The newest row's hash. Whoever keeps it elsewhere can tell later that nothing was cut off the end. */
  headHash: string;
  lastAt: Date | null;
  /** The first row that is wrong; what comes after it was not looked at. */
  broken: { seq: number; at: Date; action: string; actor: string; fault: AuditFault } | null;
};

/** Walks the firm's audit log from its first row and makes every hash again. Reads only. */
export async function verifyAudit(ctx: Ctx): Promise<AuditReport> {
  const report: AuditReport = { rows: 0, headHash: "", lastAt: null, broken: null };
  for (;;) {
    const rows = await readAfter(ctx, report.rows);
    for (const row of rows) {
      const fault = faultOf(row, report);
      if (fault) {
        const { seq, at, action, actor } = row;
        return { ...report, broken: { seq, at, action, actor, fault } };
      }
      Object.assign(report, { rows: row.seq, headHash: row.hash, lastAt: row.at });
    }
    if (rows.length < PAGE) return report;
  }
}

type ReadRow = { seq: number; at: Date; action: string; actor: string; prevHash: string; hash: string; isOwn: boolean };

function faultOf(row: ReadRow, before: AuditReport): AuditFault | null {
  if (row.seq !== before.rows + 1) return "rows_missing";
  if (row.prevHash !== before.headHash) return "chain_broken";
  return row.isOwn ? null : "row_changed";
}

function readAfter(ctx: Ctx, seq: number): Promise<ReadRow[]> {
  return inFirm(ctx, (tx) =>
    tx
      .select({
        seq: auditLog.seq,
        at: auditLog.at,
        action: auditLog.action,
        actor: auditLog.actor,
        prevHash: auditLog.prevHash,
        hash: auditLog.hash,
        isOwn: sql<boolean>`audit_log.hash = audit_hash(audit_log)`,
      })
      .from(auditLog)
      .where(and(eq(auditLog.firmId, ctx.firmId), gt(auditLog.seq, seq)))
      .orderBy(asc(auditLog.seq))
      .limit(PAGE),
  );
}
