import { eq } from "drizzle-orm";
import { firms } from "@/db/schema/firms";
import { DEFAULT_LOCALE, isLocale } from "@/lib/i18n/model";
import { installationJson, isInstallationStill } from "@/lib/installation/queries";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { onceInTx } from "@/lib/platform/once-in-tx";
import type { Tx } from "@/lib/platform/tx";
import type { FirmView } from "./model";

/** The firm of this context, as one transaction sees it. @throws AppError not_found */
export async function getFirm(ctx: Ctx, tx: Tx): Promise<FirmView> {
  return (await readFirm(ctx, tx)).view;
}

/** What decides about surcharges, as it is kept. @throws AppError not_found */
export async function getSurchargeColumn(ctx: Ctx, tx: Tx): Promise<{ surcharge: unknown; timeZone: string }> {
  const { surcharge, timeZone } = (await readFirm(ctx, tx)).row;
  return { surcharge, timeZone };
}

function readFirm(ctx: Ctx, tx: Tx): Promise<{ row: FirmRow; view: FirmView }> {
  return onceInTx(tx, "firm", async () => {
    const read = async () => {
      const rows = await tx
        .select({ firm: firms, installation: installationJson() })
        .from(firms)
        .where(eq(firms.firmId, ctx.firmId));
      return rows[0];
    };
    const found = await read();
    if (!found) throw new AppError("not_found", { reason: "firm_unknown" });
    const firm = firmViewOf(found.firm);
    const isStill = await isInstallationStill(found.installation, async () => (await read())?.installation ?? null);
    return { row: found.firm, view: { ...firm, isMoneyFrozen: firm.isMoneyFrozen || isStill } };
  });
}

type FirmRow = typeof firms.$inferSelect;
type Unshown =
  | "createdAt"
  | "surcharge"
  | "linkReminders"
  | "requiresSecondFactor"
  | "idleDays"
  | "refundLimitCents"
  | "retryPolicy";

/** A firm's row as pages see it. Whether all firms stand still is not in it. */
export function firmViewOf(row: Omit<FirmRow, Unshown> & Partial<Pick<FirmRow, Unshown>>): FirmView {
  const { moneyFrozenAt, locale, createdAt: _made, surcharge: _surcharge, linkReminders: _reminders, ...others } = row;
  const { requiresSecondFactor: _required, idleDays: _idle, refundLimitCents: _limit, ...shown } = others;
  const { retryPolicy: _retries, ...rest } = shown;
  return { ...rest, locale: isLocale(locale) ? locale : DEFAULT_LOCALE, isMoneyFrozen: moneyFrozenAt !== null };
}
