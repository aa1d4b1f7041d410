import { dateInZone } from "@/lib/dates/date-in-zone";
import { formatIsoDate } from "@/lib/dates/format-date";
import type { Locale } from "@/lib/i18n/model";
import { textsOf } from "@/lib/i18n/texts";
import { formatMoney } from "@/lib/money/format-money";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { DebitLeave } from "./schemas";

type Debit = {
  firm: { name: string; phone: string };
  amountCents: number;
  currency: string;
};

/**
 * The words by which a payer lets their bank account be debited once (A2), as the page shows them and as the payment keeps them: made
 * here both times, so that what is kept was shown. `date` is ISO.
 */
export function writeDebitAuthorization(debit: Debit, { date, locale }: { date: string; locale: Locale }): string {
  return wordDebitAuthorization(debit.firm, formatMoney(debit.amountCents, debit.currency, locale), { date, locale });
}

/** The same words around any text in the amount's place, for a page on which the payer writes the amount. */
export function wordDebitAuthorization(
  { name: firm, phone }: Debit["firm"],
  amount: string,
  { date, locale }: { date: string; locale: Locale },
): string {
  return textsOf(locale, "pay")("authorize", { firm, phone, amount, date: formatIsoDate(date, locale) });
}

const DAY_MS = 86_400_000;
/** A page may lie open that long before its button is pressed. */
const SHOWN_DAYS = 60;

/**
 * What a payment by a typed method keeps of the payer's leave: nothing for a card; for a bank account the words that were shown.
 * @throws AppError refused (authorization_missing)
 */
export function keepDebitAuthorization(
  ctx: Ctx,
  given: { methodKind: "card" | "echeck"; leave?: DebitLeave | null | undefined },
  debit: Debit & { firm: { timeZone: string } },
): string {
  if (given.methodKind === "card") return "";
  const { leave } = given;
  if (!leave || !wasShownLately(ctx, leave.shownOn, debit.firm.timeZone))
    throw new AppError("refused", { reason: "authorization_missing" });
  return writeDebitAuthorization(debit, { date: leave.shownOn, locale: leave.locale });
}

function wasShownLately(ctx: Ctx, shownOn: string, timeZone: string): boolean {
  const now = ctx.clock.now().getTime();
  const dayIn = (ms: number) => dateInZone(new Date(ms), timeZone);
  return shownOn >= dayIn(now - SHOWN_DAYS * DAY_MS) && shownOn <= dayIn(now + DAY_MS);
}
