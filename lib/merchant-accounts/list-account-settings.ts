import { requirePermission, visibleAccountIds } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { appUrl, env } from "@/lib/platform/env";
import { inFirm } from "@/lib/platform/tx";
import { type AccountRow, isAccountUsed, keysOfRow, listAccountRows } from "./internal/load";
import { ACCOUNT_GATEWAYS, type AccountSettings } from "./model";
import { endsOf } from "./rules";

/** For the settings screen: the firm's default first. No key leaves here, only its last four characters. @throws AppError forbidden */
export async function listAccountSettings(ctx: Ctx): Promise<AccountSettings[]> {
  requirePermission(ctx, "settings.manage");
  const limit = visibleAccountIds(ctx);
  return inFirm(ctx, async (tx) => {
    const rows = (await listAccountRows(ctx, tx)).filter(({ id }) => limit === null || limit.includes(id));
    const views: AccountSettings[] = [];
    // One look by index each, whose cost does not grow with the number of payments.
    for (const row of rows) views.push(settingsOf(ctx, row, await isAccountUsed(ctx, tx, row.id)));
    return views.sort((a, b) => Number(b.isDefault) - Number(a.isDefault));
  });
}

/** Whether this server's own keys serve accounts that bring none. */
export function hasServerKeys(): boolean {
  const { STRIPE_SECRET_KEY, STRIPE_PUBLISHABLE_KEY } = env();
  return STRIPE_SECRET_KEY !== "" && STRIPE_PUBLISHABLE_KEY !== "";
}

function settingsOf(ctx: Ctx, row: AccountRow, isUsed: boolean): AccountSettings {
  const { id, name, kind, currency, bankLast4, acceptsCard, acceptsEcheck, isDefault, feeAccountId } = row;
  return {
    id,
    name,
    kind,
    currency,
    bankLast4,
    acceptsCard,
    acceptsEcheck,
    isDefault,
    feeAccountId,
    gateway: ACCOUNT_GATEWAYS.find((known) => known === row.gateway) ?? "sandbox",
    keyEnds: endsOf(keysOfRow(ctx, row)),
    webhookUrl: row.gateway === "sandbox" ? "" : `${appUrl()}/api/webhooks/${row.gateway}?account=${row.id}`,
    isUsed,
  };
}
