import { getLocale, getTranslations } from "next-intl/server";
import { formatIsoDate } from "@/lib/dates/format-date";
import { formatMoney } from "@/lib/money/format-money";
import { PaymentFilter } from "@/lib/payments/schemas";
import type { FieldsProps } from "./filter-fields";
import { addressOf, exactCentsOf } from "./read-address";

export type FilterChip = { key: string; name: string; value: string; removeHref: string };

type Props = Pick<FieldsProps, "filter" | "accounts" | "customFields" | "takers" | "currency"> & {
  marks: Readonly<Record<string, string>>;
};

type Condition = { key: string; name: string; value: string; without: Partial<PaymentFilter> };

const NO_FILTER = PaymentFilter.parse({});

/** Each filter that is on, in words, with the address of the list without it. */
export async function describeFilters(props: Props): Promise<FilterChip[]> {
  const conditions = [
    ...(await describeDates(props)),
    ...(await describeTexts(props)),
    ...(await describeChoices(props)),
  ];
  return conditions
    .filter(({ value }) => value !== "")
    .map(({ key, name, value, without }) => ({
      key,
      name,
      value,
      removeHref: addressOf(props.filter, props.marks, without),
    }));
}

async function describeDates({ filter }: Props): Promise<Condition[]> {
  const t = await getTranslations("payments.filter");
  const locale = await getLocale();
  const { on, period, from, to } = filter;
  const day = (text: string) => (text ? formatIsoDate(text, locale) : "");
  const range = from && to ? t("range", { from: day(from), to: day(to) }) : "";
  const open = from ? t("since", { from: day(from) }) : to && t("until", { to: day(to) });
  const value = period ? t(`periods.${period}`) : range || open;
  return [{ key: "dates", name: t(`onWhat.${on}`), value, without: { period: "", from: "", to: "", on: "created" } }];
}

async function describeTexts({ filter, customFields, currency }: Props): Promise<Condition[]> {
  const t = await getTranslations("payments.filter");
  const names = ["payer", "email", "invoice", "client", "matter", "number", "last4"] as const;
  const exactCents = exactCentsOf(filter, currency);
  const amount = exactCents === null ? "" : formatMoney(exactCents, currency, await getLocale());
  // What the form does not ask for, but an address may: without a chip nobody would see what leaves payments out.
  const strangers = Object.keys(filter.customFields).filter((id) => !customFields.some((field) => field.id === id));
  return [
    { key: "q", name: t("search"), value: filter.q, without: { q: "" } },
    ...names.map((name) => ({ key: name, name: t(name), value: filter[name], without: { [name]: "" } })),
    { key: "payerId", name: t("payer"), value: filter.payerId, without: { payerId: "" } },
    { key: "amount", name: t("amount"), value: amount, without: { amount: "" } },
    ...[...customFields, ...strangers.map((id) => ({ id, label: id }))].map(({ id, label }) => {
      const { [id]: value = "", ...rest } = filter.customFields;
      return { key: id, name: label, value, without: { customFields: rest } };
    }),
  ];
}

async function describeChoices({ filter, accounts, takers, currency }: Props): Promise<Condition[]> {
  const t = await getTranslations("payments");
  const common = await getTranslations("common");
  const locale = await getLocale();
  const { minCents, maxCents } = filter;
  const money = (cents: number) => formatMoney(cents, currency, locale);
  const brands = filter.brand.map((brand) =>
    common.has(`method.${brand}` as never) ? common(`method.${brand}` as "method.visa") : brand,
  );
  const declines = filter.decline.map((code) =>
    t.has(`declineReason.${code}` as never) ? t(`declineReason.${code}` as "declineReason.card_declined") : code,
  );
  const accountNames = filter.account
    .split(",")
    .map((idOrName) => accounts.find(({ id }) => id === idOrName)?.name ?? idOrName);
  const lists = [
    { key: "status", name: t("filter.status"), values: filter.status.map((status) => t(`status.${status}`)) },
    { key: "source", name: t("filter.source"), values: filter.source.map((source) => t(`source.${source}`)) },
    {
      key: "methodKind",
      name: t("filter.method"),
      values: filter.methodKind.map((kind) => t(`filter.methodKinds.${kind}`)),
    },
    { key: "brand", name: t("filter.brand"), values: brands },
    { key: "decline", name: t("filter.decline"), values: declines },
    { key: "has", name: t("filter.has"), values: filter.has.map((trait) => t(`filter.traits.${trait}`)) },
    { key: "account", name: t("filter.account"), values: accountNames },
    {
      key: "accountKind",
      name: t("filter.accountKind"),
      values: filter.accountKind ? [common(`account.${filter.accountKind}`)] : [],
    },
    {
      key: "user",
      name: t("filter.user"),
      values: filter.user.map((user) => takers.find(({ id }) => id === user)?.name ?? user),
    },
  ] as const;
  const least = minCents != null && maxCents == null ? t("filter.orMore", { amount: money(minCents) }) : "";
  const most = maxCents != null && minCents == null ? t("filter.orLess", { amount: money(maxCents) }) : "";
  const between =
    minCents != null && maxCents != null ? t("filter.between", { min: money(minCents), max: money(maxCents) }) : "";
  return [
    ...lists.map(({ key, name, values }) => ({
      key,
      name,
      value: values.join(", "),
      without: { [key]: NO_FILTER[key] },
    })),
    {
      key: "bounds",
      name: t("filter.amount"),
      value: least || most || between,
      without: { minCents: null, maxCents: null },
    },
  ];
}
