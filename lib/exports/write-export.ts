import { and, eq, inArray, isNull, lte, or } from "drizzle-orm";
import { exportParts, exports } from "@/db/schema/exports";
import { releaseMails } from "@/lib/email/release-mails";
import { getFirm } from "@/lib/firms/queries";
import { requirePermission } from "@/lib/platform/authorize";
import { fixedClock } from "@/lib/platform/clock";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { inFirm } from "@/lib/platform/tx";
import { findUserContext } from "@/lib/staff/find-user-context";
import { exportIs, type StoredExport } from "./internal/load";
import { planFile } from "./internal/plan";
import { DAY_MS } from "./internal/queue-export";
import { writeFile } from "./internal/write-file";
import { getListSource } from "./list-sources";
import { EXPORT_FAILURES, type ExportFailure, type FileLine, KEPT_DAYS } from "./model";

/** Longer than any batch of rows takes; after it another process begins the file anew. */
const LEASE_MS = 120_000;
const PART_BYTES = 1_000_000;

type Written = { rows: number; bytes: number };

/**
 * Writes one ordered file into its parts, from the rows that its user may see now, as the list was when they asked. Begins anew
 * after a crash; stops when it is cancelled or another process has taken it.
 */
export async function writeExport(ctx: Ctx, exportId: string): Promise<void> {
  const taken = await takeExport(ctx, exportId);
  if (!taken) return;
  try {
    const parts = new PartKeeper(ctx, taken);
    await writeParts(ctx, taken, parts);
    await finishExport(ctx, parts);
  } catch (error) {
    if (error instanceof LeaseLost) return;
    await failExport(ctx, taken, error);
  }
}

async function takeExport(ctx: Ctx, exportId: string): Promise<StoredExport | null> {
  const now = ctx.clock.now();
  return inFirm(ctx, async (tx) => {
    const rows = await tx
      .update(exports)
      .set({ status: "running", leasedUntil: new Date(now.getTime() + LEASE_MS), rowsDone: 0, bytes: 0, failure: "" })
      .where(
        and(
          exportIs(ctx, exportId),
          inArray(exports.status, ["queued", "running"]),
          or(isNull(exports.leasedUntil), lte(exports.leasedUntil, now)),
        ),
      )
      .returning();
    if (!rows[0]) return null;
    await tx.delete(exportParts).where(and(eq(exportParts.firmId, ctx.firmId), eq(exportParts.exportId, exportId)));
    return rows[0];
  });
}

async function writeParts(ctx: Ctx, taken: StoredExport, parts: PartKeeper): Promise<void> {
  const { listId, format, query, columns, picked, requestedBy, requestedAt } = taken;
  // "Today" is the day on which it was asked for.
  const asked = { ...ctx, clock: fixedClock(requestedAt) };
  const found = await inFirm(ctx, async (tx) => ({
    user: await findUserContext(asked, tx, requestedBy),
    firm: await getFirm(ctx, tx),
  }));
  if (!found.user) throw new AppError("forbidden", { reason: "owner_gone" });
  const source = getListSource(listId);
  requirePermission(found.user.ctx, source.permission);
  const { plan, lines } = await planFile(
    found.user.ctx,
    source,
    { listId, format, query, columns, picked },
    { locale: found.user.locale, timeZone: found.firm.timeZone },
  );
  for await (const bytes of writeFile(plan, countLines(lines, parts))) await parts.add(bytes);
  await parts.flush();
}

async function* countLines(lines: AsyncIterable<FileLine[]>, parts: PartKeeper): AsyncGenerator<FileLine[]> {
  for await (const batch of lines) {
    yield batch;
    parts.written.rows += batch.length;
  }
}

/** Another process has it, or nobody wants it any more. */
class LeaseLost extends Error {}

/** Puts bytes together and keeps them in parts; each also says how far the work has come and holds the lease. */
class PartKeeper {
  readonly written: Written = { rows: 0, bytes: 0 };
  readonly exportId: string;
  leasedUntil: Date | null;
  private readonly ctx: Ctx;
  /** One for all parts: a million rows leave hundreds, and what waits long enough to grow old is collected late. */
  private readonly part = Buffer.allocUnsafe(PART_BYTES);
  private filled = 0;
  private position = 0;

  constructor(ctx: Ctx, { id, leasedUntil }: StoredExport) {
    this.ctx = ctx;
    this.exportId = id;
    this.leasedUntil = leasedUntil;
  }

  async add(bytes: Uint8Array): Promise<void> {
    for (let from = 0; from < bytes.length; ) {
      const piece = bytes.subarray(from, from + PART_BYTES - this.filled);
      this.part.set(piece, this.filled);
      this.filled += piece.length;
      from += piece.length;
      if (this.filled === PART_BYTES) await this.flush();
    }
  }

  async flush(): Promise<void> {
    if (this.filled === 0) return;
    const content = this.part.subarray(0, this.filled);
    this.written.bytes += content.length;
    this.filled = 0;
    const { firmId, clock } = this.ctx;
    const leasedUntil = new Date(clock.now().getTime() + LEASE_MS);
    const { rows, bytes } = this.written;
    await inFirm(this.ctx, async (tx) => {
      const held = await tx
        .update(exports)
        .set({ rowsDone: rows, bytes, leasedUntil })
        .where(leaseIs(this.ctx, this))
        .returning({ id: exports.id });
      if (held.length === 0) throw new LeaseLost();
      await tx.insert(exportParts).values({ firmId, exportId: this.exportId, position: this.position, content });
    });
    this.position += 1;
    this.leasedUntil = leasedUntil;
  }
}

async function finishExport(ctx: Ctx, parts: PartKeeper): Promise<void> {
  const now = ctx.clock.now();
  const { rows, bytes } = parts.written;
  await inFirm(ctx, async (tx) => {
    const done = await tx
      .update(exports)
      .set({
        status: "done",
        rowsDone: rows,
        rowsTotal: rows,
        bytes,
        finishedAt: now,
        leasedUntil: null,
        expiresAt: new Date(now.getTime() + KEPT_DAYS * DAY_MS),
      })
      .where(leaseIs(ctx, parts))
      .returning({ id: exports.id });
    if (done.length > 0) await releaseMails(ctx, tx, { objectType: "export", objectId: parts.exportId });
  });
}

async function failExport(ctx: Ctx, taken: StoredExport, error: unknown): Promise<void> {
  const failure = failureOf(error);
  if (failure === "internal") log().error({ err: error, exportId: taken.id }, "export failed");
  await inFirm(ctx, async (tx) => {
    await tx.delete(exportParts).where(and(eq(exportParts.firmId, ctx.firmId), eq(exportParts.exportId, taken.id)));
    await tx
      .update(exports)
      .set({ status: "failed", failure, finishedAt: ctx.clock.now(), leasedUntil: null, rowsDone: 0, bytes: 0 })
      .where(and(exportIs(ctx, taken.id), eq(exports.status, "running")));
  });
}

function failureOf(error: unknown): ExportFailure {
  if (!(error instanceof AppError)) return "internal";
  return EXPORT_FAILURES.find((known) => known === error.reason || known === error.code) ?? "internal";
}

function leaseIs(ctx: Ctx, { exportId, leasedUntil }: PartKeeper) {
  return and(
    exportIs(ctx, exportId),
    eq(exports.status, "running"),
    leasedUntil === null ? isNull(exports.leasedUntil) : eq(exports.leasedUntil, leasedUntil),
  );
}
