import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { userPreferences } from "@/db/schema/lists";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { readCustomFields } from "@/lib/custom-fields/queries";
import { listMerchantAccounts } from "@/lib/merchant-accounts/queries";
import { listMethods } from "@/lib/methods/queries";
import { getPayer, listPayers } from "@/lib/payers/queries";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { holdsPermission } from "@/lib/staff/rules";
import { readSurchargeFor } from "@/lib/surcharges/queries";
import { offeredBasisPoints } from "@/lib/surcharges/rules";
import type { EntryAccount, EntryForm, EntryLayout, EntryPayer, PayerMatch } from "./model";
import type { EntryPayerInput, PayerSearchInput } from "./schemas";

export const ENTRY_LAYOUT_KEY = "form:enter-payment";
const MOST_MATCHES = 8;

/** What the form needs to know of the firm and of its user. @throws AppError forbidden */
export async function getEntryForm(ctx: Ctx): Promise<EntryForm> {
  requirePermission(ctx, "payments.take");
  return inFirm(ctx, async (tx) => ({
    accounts: await listEntryAccounts(ctx, tx),
    customFields: await readCustomFields(ctx, tx, "payment"),
    layout: await readLayout(ctx, tx),
  }));
}

/** Payers by name, address or client reference, as one types; for whoever takes payments, here or in Connect. @throws AppError forbidden */
export async function listPayerMatches(ctx: Ctx, { q }: PayerSearchInput): Promise<PayerMatch[]> {
  requireTaker(ctx);
  const { rows } = await listPayers(ctx, { q, limit: MOST_MATCHES });
  return rows.map(({ id, name, emails, clientRefs }) => ({ id, name, emails, clientRefs }));
}

/** A payer with the methods that this user may charge. @throws AppError forbidden, not_found */
export async function getEntryPayer(ctx: Ctx, { payerId }: EntryPayerInput): Promise<EntryPayer> {
  requireTaker(ctx);
  const payer = await getPayer(ctx, payerId);
  if (payer.archivedAt) throw new AppError("not_found", { reason: "payer_unknown" });
  const methods = (await listMethods(ctx, { payerId })).filter(({ status }) => status === "active");
  const { id, name, emails, clientRefs, address } = payer;
  return {
    ...{ id, name, emails, clientRefs, address },
    methods: methods.map((method) => {
      const { kind, brand, last4, expiresMonth, isExpired, isDefault, accountId, accountName } = method;
      return { id: method.id, kind, brand, last4, expiresMonth, isExpired, isDefault, accountId, accountName };
    }),
  };
}

function requireTaker(ctx: Ctx): void {
  if (!holdsPermission(ctx.actor, "connect.pay")) requirePermission(ctx, "payments.take");
}

/** The accounts that the actor may charge into, with what a card bears there. For verbs and screens, which have asked already. */
export async function listEntryAccounts(ctx: Ctx, tx: Tx): Promise<EntryAccount[]> {
  const views = await listMerchantAccounts(ctx, tx);
  const gateways = await tx
    .select({ id: merchantAccounts.id, gateway: merchantAccounts.gateway })
    .from(merchantAccounts)
    .where(eq(merchantAccounts.firmId, ctx.firmId));
  const accounts: EntryAccount[] = [];
  for (const view of views) {
    const { settings, account, day } = await readSurchargeFor(ctx, tx, view.id);
    const surchargeBasisPoints = offeredBasisPoints(settings, account, day);
    const surchargeText = surchargeBasisPoints > 0 ? settings.disclosure : "";
    const gateway = gateways.find(({ id }) => id === view.id)?.gateway ?? "";
    accounts.push({ ...view, gateway, surchargeBasisPoints, surchargeText });
  }
  return accounts;
}

const Layout = z.object({
  hidden: z.array(z.string()).catch([]).default([]),
  accountId: z.string().catch("").default(""),
});

async function readLayout(ctx: Ctx, tx: Tx): Promise<EntryLayout> {
  const userId = ctx.actor.kind === "user" ? ctx.actor.userId : "";
  const rows = await tx
    .select({ value: userPreferences.value })
    .from(userPreferences)
    .where(
      and(
        eq(userPreferences.firmId, ctx.firmId),
        eq(userPreferences.userId, userId),
        eq(userPreferences.key, ENTRY_LAYOUT_KEY),
      ),
    );
  const read = Layout.safeParse(rows[0]?.value);
  return read.success ? read.data : { hidden: [], accountId: "" };
}
