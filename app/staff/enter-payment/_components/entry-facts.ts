import { getLocale } from "next-intl/server";
import type { Staff } from "@/lib/auth/session";
import { formatDate } from "@/lib/dates/format-date";
import type { HostedFields } from "@/lib/gateways/port";
import { gatewayOf } from "@/lib/gateways/registry";
import { countryOptions } from "@/lib/i18n/country-options";
import type { EntryAccount, EntryMethod, EntryPayer } from "@/lib/payment-forms/model";
import { getEntryForm, getEntryPayer } from "@/lib/payment-forms/queries";
import type { EntryTyped } from "@/lib/payment-forms/schemas";
import { getPayment } from "@/lib/payments/get-payment";
import { AppError } from "@/lib/platform/errors";

export type EntryStart = Omit<EntryTyped, "amountCents"> & { amountCents?: number };
export type FieldSources = Record<"card" | "echeck", HostedFields | null>;
export type EntryFacts = Awaited<ReturnType<typeof readEntryFacts>>;

/** What an earlier payment, or a payer with one of their methods, gives to the next one; each "" when it begins with nothing. */
export type EntryOrigin = { requestId: string; payerId: string; methodId: string; fromId: string };

/** What the form needs to know; read once per load. */
export async function readEntryFacts(staff: Staff, { requestId, ...origin }: EntryOrigin) {
  const { ctx, firm } = staff;
  const locale = await getLocale();
  const form = await getEntryForm(ctx);
  const begun = await readStart(staff, origin);
  const asked = begun.payer?.methods.find(({ id, isExpired }) => id === origin.methodId && !isExpired);
  const last = form.accounts.find(({ id }) => id === (asked?.accountId || begun.account || form.layout.accountId));
  const account = last ?? form.accounts[0];
  return {
    /** The same load sent twice is one charge. */
    requestId,
    source: origin.fromId || origin.methodId ? ("quick_pay" as const) : ("enter_payment" as const),
    locale,
    accounts: form.accounts,
    fields: Object.fromEntries(form.accounts.map((each) => [each.id, sourcesOf(each, locale, staff.theme)])),
    customFields: form.customFields,
    hidden: form.layout.hidden,
    countries: countryOptions(locale),
    firm: { name: firm.name, phone: firm.phone, today: formatDate(ctx.clock.now(), firm.timeZone, locale) },
    may: { savePayer: staff.can("payers.manage"), findPayer: staff.can("payments.view") },
    payer: begun.payer,
    start: startOf(begun, account, asked),
  };
}

/** Elements want a sum although it is typed beside them: a nominal one, which no charge is made of. */
const NOMINAL_CENTS = 100;

function sourcesOf(account: EntryAccount, locale: string, theme: string | null): FieldSources {
  const gateway = gatewayOf(account.gateway);
  const source = (kind: "card" | "echeck") =>
    gateway.hostedFields({
      ...{ kind, locale, accountId: account.id, currency: account.currency, amountCents: NOMINAL_CENTS },
      ...(theme ? { theme } : {}),
      size: "desk",
    });
  return {
    card: account.acceptsCard ? source("card") : null,
    echeck: account.acceptsEcheck ? source("echeck") : null,
  };
}

type Begun = Partial<EntryStart> & { payer: EntryPayer | null };

/** Payer and references of an earlier payment; never its amount, which is asked for anew. */
async function readStart({ ctx, can }: Staff, origin: Omit<EntryOrigin, "requestId">): Promise<Begun> {
  if (!can("payments.view")) return { payer: null };
  const payment = origin.fromId ? await orNull(getPayment(ctx, origin.fromId)) : null;
  const payerId = payment?.payerId ?? origin.payerId;
  const payer = payerId ? await orNull(getEntryPayer(ctx, { payerId })) : null;
  if (!payment) return { payer };
  const { accountId: account, payerName, receiptEmails, clientRef, matterRef } = payment;
  return { payer, account, payerName, clientRef, matterRef, receiptEmails: receiptEmails.join(", ") };
}

async function orNull<T>(work: Promise<T>): Promise<T | null> {
  return work.catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  });
}

/** Of the payer's methods at the account the one that was asked for, else the first. */
function startOf({ payer, ...begun }: Begun, account: EntryAccount | undefined, asked?: EntryMethod): EntryStart {
  const usable = payer?.methods.filter(({ accountId, isExpired }) => accountId === account?.id && !isExpired) ?? [];
  const method = usable.find(({ id }) => id === asked?.id) ?? usable[0];
  const typed = account?.acceptsCard === false ? "echeck" : "card";
  return {
    account: account?.id ?? "",
    payerId: payer?.id ?? "",
    payerName: payer?.name ?? begun.payerName ?? "",
    payerKind: "person",
    savePayer: false,
    methodKind: method ? "saved" : typed,
    methodId: method?.id ?? "",
    receiptEmails: begun.receiptEmails ?? payer?.emails[0] ?? "",
    invoiceNumber: "",
    clientRef: begun.clientRef ?? (payer?.clientRefs.length === 1 ? (payer.clientRefs[0] ?? "") : ""),
    matterRef: begun.matterRef ?? "",
    ...(payer?.address ?? { line1: "", line2: "", city: "", region: "", postalCode: "", country: "" }),
    customFields: {},
    note: "",
    authorizedBy: "",
    authorizedHow: "phone",
    isAuthorized: false,
  };
}
