import { getLocale } from "next-intl/server";
import type { Staff } from "@/lib/auth/session";
import type { PayStep } from "@/lib/connect-payments/model";
import { solePayerOf } from "@/lib/connect-payments/rules";
import type { ManualTyped } from "@/lib/connect-payments/schemas";
import { formatDate } from "@/lib/dates/format-date";
import type { HostedFields } from "@/lib/gateways/port";
import { gatewayOf } from "@/lib/gateways/registry";
import { countryOptions } from "@/lib/i18n/country-options";
import type { EntryAccount, EntryPayer } from "@/lib/payment-forms/model";
import { getEntryPayer } from "@/lib/payment-forms/queries";
import { AppError } from "@/lib/platform/errors";
import { methodsFor } from "./methods-for";

/** Accounts that one typed method serves, and the fields it is typed in. */
export type FieldGroup = {
  accountIds: readonly string[];
  accountNames: string;
  card: HostedFields | null;
  echeck: HostedFields | null;
};

export type PayFacts = Awaited<ReturnType<typeof readPayFacts>>;

/** Elements want a sum although it is charged elsewhere: a nominal one, which no charge is made of. */
const NOMINAL_CENTS = 100;

/** What the Pay step needs to know; read once per load. `fixed`: who paid a part of it already. */
export async function readPayFacts(staff: Staff, step: PayStep, fixed: PayStep["payer"]) {
  const { ctx, firm } = staff;
  const locale = await getLocale();
  const { draft, accounts, groups, openParts } = step;
  const offered = staff.can("payments.view") ? step.offeredPayers : [];
  const payerId = fixed ? fixed.id : solePayerOf(offered);
  const payer = payerId ? await orNull(getEntryPayer(ctx, { payerId })) : null;
  const start = startOf(payer, accounts, draft.arMessage);
  return {
    ...{ draftId: draft.id, locale, accounts, openParts },
    arMessage: draft.arMessage,
    groups: groups.map((accountIds) => groupOf(accountIds, accounts, locale, staff.theme)),
    countries: countryOptions(locale),
    firm: { name: firm.name, phone: firm.phone, today: formatDate(ctx.clock.now(), firm.timeZone, locale) },
    may: { savePayer: staff.can("payers.manage"), findPayer: staff.can("payments.view") },
    payer,
    offered,
    // Whoever paid a part of it already pays the rest, and gets the receipt where they got the first.
    start: fixed ? { ...start, payerName: fixed.name, receiptEmails: fixed.receiptEmails.join(", ") } : start,
  };
}

function groupOf(
  accountIds: readonly string[],
  accounts: readonly EntryAccount[],
  locale: string,
  theme: string | null,
): FieldGroup {
  const some = accounts.filter(({ id }) => accountIds.includes(id));
  const [first] = some;
  const source = (kind: "card" | "echeck") =>
    first
      ? gatewayOf(first.gateway).hostedFields({
          ...{ kind, locale, accountId: first.id, currency: first.currency, amountCents: NOMINAL_CENTS },
          ...(theme ? { theme } : {}),
          size: "desk",
        })
      : null;
  return {
    accountIds,
    accountNames: some.map(({ name }) => name).join(", "),
    card: some.every(({ acceptsCard }) => acceptsCard) ? source("card") : null,
    echeck: some.every(({ acceptsEcheck }) => acceptsEcheck) ? source("echeck") : null,
  };
}

async function orNull<T>(work: Promise<T>): Promise<T | null> {
  return work.catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  });
}

function startOf(payer: EntryPayer | null, accounts: readonly EntryAccount[], arMessage: string): ManualTyped {
  const typed = accounts.every(({ acceptsCard }) => acceptsCard) ? "card" : "echeck";
  const methodIds = methodsFor(payer, accounts);
  return {
    payerId: payer?.id ?? "",
    payerName: payer?.name ?? "",
    payerKind: "business",
    savePayer: false,
    receiptEmails: payer?.emails[0] ?? "",
    arMessage,
    methodKind: methodIds ? "saved" : typed,
    methodIds: methodIds ?? {},
    ...(payer?.address ?? { line1: "", line2: "", city: "", region: "", postalCode: "", country: "" }),
    authorizedBy: "",
    authorizedHow: "phone",
    isAuthorized: false,
  };
}
