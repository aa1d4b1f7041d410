import { getLocale, getTranslations } from "next-intl/server";
import { methodText } from "@/components/payments/method-text";
import type { Staff } from "@/lib/auth/session";
import type { AutoPayDetail } from "@/lib/auto-pays/model";
import type { AutoPayTyped } from "@/lib/auto-pays/schemas";
import { findConnectDefaults } from "@/lib/connect-settings/find-connect-defaults";
import { dateInZone } from "@/lib/dates/date-in-zone";
import { MATTER_SYSTEM_NAMES } from "@/lib/matter-systems/model";
import { listMethods } from "@/lib/methods/queries";
import { payerAddressOf } from "../../_components/payer-address";
import type { AutoPayFormFacts } from "./form-needs";

/** What the form needs to know; a method that cannot be charged any more is offered only where it is the chosen one. */
export async function autoPayFormFacts(
  { ctx, firm }: Staff,
  payerId: string,
  autoPay: AutoPayDetail | null,
): Promise<AutoPayFormFacts> {
  const common = await getTranslations("common");
  const t = await getTranslations("autoPays");
  const methods = (await listMethods(ctx, { payerId })).filter(
    ({ accountKind, status, isExpired }) => accountKind === "operating" && status === "active" && !isExpired,
  );
  const { system } = await findConnectDefaults(ctx);
  return {
    ...{ payerId, autoPayId: autoPay?.id ?? "", revision: autoPay?.revision ?? 0 },
    requestId: ctx.ids.next("req"),
    backHref: payerAddressOf(payerId, "connect"),
    methods: methods.map(({ id, brand, last4, accountId, accountName, currency }) => ({
      ...{ id, accountId, accountName, currency },
      label: t("form.methodOption", {
        method: methodText(common, { methodBrand: brand, methodLast4: last4 }),
        account: accountName,
      }),
    })),
    locale: await getLocale(),
    today: dateInZone(ctx.clock.now(), firm.timeZone),
    zone: firm.timeZone.replaceAll("_", " "),
    acknowledgement: t("acknowledgement", { system: system ? MATTER_SYSTEM_NAMES[system] : "" }),
  };
}

/** A new one begins with the firm's own A/R message, monthly from today on, for all that is outstanding. */
export async function newTerms({ ctx }: Staff, facts: AutoPayFormFacts): Promise<AutoPayTyped> {
  const { arMessage } = await findConnectDefaults(ctx);
  const [method] = facts.methods;
  return {
    ...{ methodId: method?.id ?? "", accountId: method?.accountId ?? "", name: "", arMessage },
    ...{ frequency: "monthly", startDate: facts.today, firstDay: "1", secondDay: "15" },
    ...{ amount: "all", capCents: undefined, paysOthers: false },
  };
}

export function termsOf(autoPay: AutoPayDetail): AutoPayTyped {
  const { methodId, accountId, name, arMessage, frequency, startDate, days, capCents, paysOthers } = autoPay;
  return {
    ...{ methodId, accountId, name, arMessage, frequency, startDate, paysOthers },
    firstDay: String(days[0] ?? 1),
    secondDay: String(days[1] ?? 15),
    amount: capCents === null ? "all" : "up_to",
    capCents: capCents ?? undefined,
  };
}
