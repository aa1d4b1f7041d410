import { and, desc, eq, gt, sql } from "drizzle-orm";
import { connectDrafts } from "@/db/schema/connect-drafts";
import { userPreferences } from "@/db/schema/lists";
import { requireConnectOn } from "@/lib/connect-settings/require-connect-on";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { holdsAny, loadDraft, requireDraft } from "./internal/drafts";
import { listPlanAccounts, planDraft } from "./internal/plan";
import { readLive } from "./internal/read-live";
import { requireSystem } from "./internal/use-system";
import type { ConnectDraft, LiveLine, PaymentPlan, PlanAccount, SystemInUse } from "./model";
import { SearchChoiceInput } from "./schemas";

export const SEARCH_CHOICE_KEY = "connect:search";

export type ConnectStart = {
  /** Null while the firm has chosen none. */
  system: SystemInUse | null;
  /** How the user searched last. */
  choice: SearchChoiceInput | null;
  /** The newest selection of this user that was not paid; null when there is none of the last days. */
  unfinished: { draftId: string; items: number } | null;
};

const DAY_MS = 86_400_000;

/** What the first step needs. @throws AppError forbidden, not_found (connect_off) */
export async function getConnectStart(ctx: Ctx): Promise<ConnectStart> {
  requirePermission(ctx, "connect.pay");
  return inFirm(ctx, async (tx) => {
    await requireConnectOn(ctx, tx);
    const system = await requireSystem(ctx, tx).catch(() => null);
    return { system, choice: await readChoice(ctx, tx), unfinished: system && (await findUnfinished(ctx, tx, system)) };
  });
}

/** `isOpen`: it may be changed, because nothing of it was taken or sent. */
export type DraftView = ConnectDraft & { isOpen: boolean };

/** Null for a name under which nothing was selected yet. @throws AppError forbidden, not_found */
export async function findDraft(ctx: Ctx, draftId: string): Promise<DraftView | null> {
  requirePermission(ctx, "connect.pay");
  return inFirm(ctx, async (tx) => {
    await requireConnectOn(ctx, tx);
    const draft = await loadDraft(ctx, tx, draftId);
    return draft && { ...draft, isOpen: await isChangeable(ctx, tx, draft) };
  });
}

async function isChangeable(ctx: Ctx, tx: Tx, draft: ConnectDraft): Promise<boolean> {
  return draft.status === "open" || (draft.status === "entry" && !(await holdsAny(ctx, tx, draft)));
}

export type Allocation = {
  draft: ConnectDraft;
  lines: LiveLine[];
  accounts: PlanAccount[];
  plan: PaymentPlan;
};

/**
 * The selected items as the matter system has them now. Writes nothing.
 * @throws AppError forbidden, not_found, upstream_unavailable (connector_*)
 */
export async function readAllocation(ctx: Ctx, draftId: string): Promise<Allocation> {
  requirePermission(ctx, "connect.pay");
  const { draft, accounts, plan } = await inFirm(ctx, async (tx) => {
    await requireConnectOn(ctx, tx);
    const found = await requireDraft(ctx, tx, draftId);
    return {
      draft: found,
      accounts: await listPlanAccounts(ctx, tx, found.connectionId),
      plan: await planDraft(ctx, tx, found),
    };
  });
  return { draft, accounts, plan, lines: await readLive(ctx, draft.connectionId, draft.lines) };
}

async function readChoice(ctx: Ctx, tx: Tx): Promise<SearchChoiceInput | null> {
  const userId = ctx.actor.kind === "user" ? ctx.actor.userId : "";
  const rows = await tx
    .select({ value: userPreferences.value })
    .from(userPreferences)
    .where(
      and(
        eq(userPreferences.firmId, ctx.firmId),
        eq(userPreferences.userId, userId),
        eq(userPreferences.key, SEARCH_CHOICE_KEY),
      ),
    );
  const read = SearchChoiceInput.safeParse(rows[0]?.value);
  return read.success ? read.data : null;
}

async function findUnfinished(ctx: Ctx, tx: Tx, { connectionId }: SystemInUse): Promise<ConnectStart["unfinished"]> {
  const userId = ctx.actor.kind === "user" ? ctx.actor.userId : "";
  const count = sql<number>`jsonb_array_length(coalesce(${connectDrafts.lines} -> 'lines', '[]'))`.mapWith(Number);
  const rows = await tx
    .select({ draftId: connectDrafts.id, items: count })
    .from(connectDrafts)
    .where(
      and(
        eq(connectDrafts.firmId, ctx.firmId),
        eq(connectDrafts.userId, userId),
        eq(connectDrafts.status, "open"),
        eq(connectDrafts.connectionId, connectionId),
        gt(connectDrafts.updatedAt, new Date(ctx.clock.now().getTime() - DAY_MS)),
        gt(count, 0),
      ),
    )
    .orderBy(desc(connectDrafts.updatedAt))
    .limit(1);
  return rows[0] ?? null;
}
