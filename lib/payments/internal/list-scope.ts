import { sql } from "drizzle-orm";
import { dateInZone } from "@/lib/dates/date-in-zone";
import { visibleAccountIds } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { readInFirm, type Tx } from "@/lib/platform/tx";
import type { AccountKind } from "../model";

export type ScopeAccount = { id: string; name: string; kind: AccountKind; currency: string };

/** What the questions of a list are asked within: the firm's zone and day, its accounts, and those that the actor may see. */
export type ListScope = {
  firmId: string;
  timeZone: string;
  currency: string;
  today: string;
  accounts: ReadonlyMap<string, ScopeAccount>;
  /** Null: all. */
  visibleIds: readonly string[] | null;
};

type ScopeRow = { timeZone: string; currency: string; accounts: ScopeAccount[] | null };

const QUESTION = `select f.time_zone as "timeZone", f.currency, (
    select json_agg(json_build_object('id', a.id, 'name', a.name, 'kind', a.kind, 'currency', a.currency) order by a.name)
    from merchant_accounts a where a.firm_id = f.firm_id) as accounts
  from firms f where f.firm_id = current_setting('app.firm_id', true)`;

/** Reads within the scope of the actor's lists. @throws AppError not_found */
export function readInScope<T>(ctx: Ctx, work: (tx: Tx, scope: ListScope) => Promise<T>): Promise<T> {
  return readInFirm<ScopeRow, T>(ctx, QUESTION, (tx, rows) => work(tx, scopeOf(ctx, rows)));
}

/** The same in a transaction that has begun. @throws AppError not_found */
export async function readScope(ctx: Ctx, tx: Tx): Promise<ListScope> {
  const { rows } = await tx.execute<ScopeRow>(sql.raw(QUESTION));
  return scopeOf(ctx, rows);
}

function scopeOf(ctx: Ctx, rows: readonly ScopeRow[]): ListScope {
  const found = rows[0];
  if (!found) throw new AppError("not_found", { reason: "firm_unknown" });
  const { timeZone, currency, accounts } = found;
  return {
    firmId: ctx.firmId,
    timeZone,
    currency,
    today: dateInZone(ctx.clock.now(), timeZone),
    accounts: new Map((accounts ?? []).map((account) => [account.id, account])),
    visibleIds: visibleAccountIds(ctx),
  };
}
