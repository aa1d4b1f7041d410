import { and, eq } from "drizzle-orm";
import { users } from "@/db/schema/staff";
import { DEFAULT_LOCALE, isLocale, type Locale } from "@/lib/i18n/model";
import { textsOf } from "@/lib/i18n/texts";
import { formatMoney } from "@/lib/money/format-money";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import { lockMatter } from "./internal/lock-matter";
import { findTrustAccount } from "./internal/trust-account";
import { readStanding } from "./queries";
import { decideTrustRefund } from "./rules";

type Payment = { accountId: string; clientRef: string; matterRef: string; currency: string };

/**
 * Trust money goes back only up to what has cleared of its matter (T11). Holds the matter until the transaction ends, so that refunds
 * of two payments of one matter go one after the other. The payment is locked already. Does nothing for operating money.
 * @throws AppError refused (trust_balance_too_low)
 */
export async function checkTrustBalance(ctx: Ctx, tx: Tx, payment: Payment, askedCents: number): Promise<void> {
  const { accountId, clientRef, matterRef, currency } = payment;
  if (!(await findTrustAccount(ctx, tx, accountId))) return;
  await lockMatter(ctx, tx, { accountId, clientRef, matterRef });
  const standing = await readStanding(ctx, tx, { accountId, clientRef, matterRef });
  const decision = decideTrustRefund({ ...standing, askedCents });
  if (decision.ok) return;
  const locale = await localeOfActor(ctx, tx);
  const amount = formatMoney(decision.freeCents, currency, locale);
  throw new AppError("refused", {
    reason: decision.refusal,
    userMessage: textsOf(locale, "trust.refund")(decision.freeCents > 0 ? "tooLow" : "none", { amount }),
    fields: [{ path: "amountCents", message: decision.refusal }],
  });
}

/** A program reads English, a member of staff their own language. */
async function localeOfActor(ctx: Ctx, tx: Tx): Promise<Locale> {
  if (ctx.actor.kind !== "user") return DEFAULT_LOCALE;
  const rows = await tx
    .select({ locale: users.locale })
    .from(users)
    .where(and(eq(users.firmId, ctx.firmId), eq(users.id, ctx.actor.userId)));
  const locale = rows[0]?.locale;
  return isLocale(locale) ? locale : DEFAULT_LOCALE;
}
