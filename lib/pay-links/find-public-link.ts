import { firms } from "@/db/schema/firms";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { payLinks } from "@/db/schema/pay-links";
import type { ClientLine } from "@/lib/allocations/model";
import { clientLinesOf } from "@/lib/allocations/rules";
import { captchaHere } from "@/lib/captcha/read-recaptcha-settings";
import { dateInZone } from "@/lib/dates/date-in-zone";
import type { FirmView } from "@/lib/firms/model";
import { firmViewOf } from "@/lib/firms/queries";
import { DEFAULT_LOCALE, isLocale } from "@/lib/i18n/model";
import { kindsOfLink } from "@/lib/link-settings/rules";
import { isPaymentStatus } from "@/lib/payments/model";
import { systemClock } from "@/lib/platform/clock";
import { rowFromJson } from "@/lib/platform/row-from-json";
import { hashToken, unseal } from "@/lib/platform/secrets";
import { askByKey } from "@/lib/platform/tx";
import { receiptTokenPlace } from "@/lib/receipts/issue-receipt";
import { offeredBasisPoints, readSurcharge, type SurchargeAccount } from "@/lib/surcharges/rules";
import type { PublicLink } from "./model";
import { mayPayPart, publicStateAt } from "./rules";

export type FoundLink = { link: PublicLink; firm: FirmView };

type Json = Record<string, unknown>;
type Opened = {
  /** Of link and account the columns below. */
  link: Json;
  firm: Json;
  account: Json;
  attempt: Attempt | null;
  /** When all firms were frozen. */
  allFrozenAt: string | null;
  receiptSealed: string | null;
  lines: (ClientLine & { clientNumber: string })[] | null;
};
type Attempt = { id: string; status: string; challenge_url: string; receipt_emails: string[]; amount_cents: number };

// Each visit pays for every column that is read.
const OF_ACCOUNT = ["id", "kind", "gateway", "acceptsCard", "acceptsEcheck"] as const;
const OF_LINK = [
  "id",
  "status",
  "amountCents",
  "amountPaidCents",
  "currency",
  "invoiceNumber",
  "dueDate",
  "recipientName",
  "recipientEmails",
  "message",
  "clientRef",
  "matterRef",
  "locale",
  "expiresAt",
  "closedAt",
  "source",
] as const;

const OF_FIRM = [
  "firmId",
  "slug",
  "name",
  "monogram",
  "timeZone",
  "currency",
  "locale",
  "addressLine",
  "phone",
  "email",
  "brand",
  "linkLifeDays",
  "defaultMessage",
  "disclaimer",
  "receiptTexts",
  "linkMethods",
  "allowsPartPayment",
  "linkCaptcha",
  "mailsSettled",
  "surcharge",
  "moneyFrozenAt",
] as const;

/**
 * What a token opens, or null for an unknown one. Reads only; opening a link never changes it. One question instead
 * of five: the directory, a transaction, its firm, the rows, its end.
 */
export async function findPublicLink(token: string): Promise<FoundLink | null> {
  const opened = await askByKey<Opened>("select open_pay_link($1) as answer", hashToken(token));
  return opened ? linkOf(opened, systemClock.now()) : null;
}

function linkOf(row: Opened, now: Date): FoundLink {
  const link = rowFromJson(payLinks, row.link, OF_LINK);
  const account = rowFromJson(merchantAccounts, row.account, OF_ACCOUNT);
  const firm = frozenWithAll(rowFromJson(firms, row.firm, OF_FIRM), row.allFrozenAt);
  const { attempt } = row;
  const lastAttempt = attempt && isPaymentStatus(attempt.status) ? attempt.status : null;
  const challengeUrl = attempt?.challenge_url ?? "";
  return {
    firm: firmViewOf(firm),
    link: {
      firmId: firm.firmId,
      id: link.id,
      state: publicStateAt({ status: link.status, expiresAt: link.expiresAt, lastAttempt, challengeUrl }, now),
      amountCents: link.amountCents,
      amountPaidCents: link.amountPaidCents,
      currency: link.currency,
      accountKind: account.kind,
      mayPayPart: mayPayPart(link, firm.allowsPartPayment),
      captcha: captchaHere(firm.linkCaptcha),
      ...kindsOfLink(firm.linkMethods, account),
      ...surchargeOf(firm, account, now),
      accountId: account.id,
      gateway: account.gateway,
      invoiceNumber: link.invoiceNumber,
      lines: clientLinesOf(row.lines ?? [], link.amountCents),
      dueDate: link.dueDate,
      recipientName: link.recipientName,
      receiptEmail: link.recipientEmails[0] ?? "",
      message: link.message,
      clientRef: link.clientRef,
      matterRef: link.matterRef,
      locale: isLocale(link.locale) ? link.locale : DEFAULT_LOCALE,
      expiresAt: link.expiresAt,
      closedAt: link.closedAt,
      paymentId: attempt?.id ?? null,
      outcomeEmail: attempt?.receipt_emails[0] ?? "",
      challengeUrl,
      challengeCents: attempt?.amount_cents ?? link.amountCents,
      receiptToken: row.receiptSealed ? unseal(row.receiptSealed, receiptTokenPlace(firm.firmId)) : null,
    },
  };
}

type Firm = Pick<typeof firms.$inferSelect, (typeof OF_FIRM)[number]>;

function frozenWithAll(firm: Firm, allFrozenAt: string | null): Firm {
  return allFrozenAt && !firm.moneyFrozenAt ? { ...firm, moneyFrozenAt: new Date(allFrozenAt) } : firm;
}

function surchargeOf(
  { surcharge, timeZone }: Firm,
  account: SurchargeAccount,
  now: Date,
): Pick<PublicLink, "surchargeBasisPoints" | "surchargeText"> {
  const settings = readSurcharge(surcharge);
  if (!settings.isEnabled) return { surchargeBasisPoints: 0, surchargeText: "" };
  const surchargeBasisPoints = offeredBasisPoints(settings, account, dateInZone(now, timeZone));
  return { surchargeBasisPoints, surchargeText: surchargeBasisPoints > 0 ? settings.disclosure : "" };
}
