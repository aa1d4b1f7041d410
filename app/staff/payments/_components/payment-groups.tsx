import { getLocale, getTranslations } from "next-intl/server";
import { ListLink } from "@/components/list/list-link";
import { AccountTag } from "@/components/payments/account-tag";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { Sheet } from "@/components/ui/sheet";
import { formatIsoDate, formatMonth } from "@/lib/dates/format-date";
import { formatCount } from "@/lib/lists/rules";
import { formatMoney } from "@/lib/money/format-money";
import type { PaymentGroup, PaymentGroupBy, PaymentTotals } from "@/lib/payments/model";
import type { PaymentFilter } from "@/lib/payments/schemas";
import { addressOf } from "./read-address";

type Props = {
  filter: PaymentFilter;
  groups: readonly PaymentGroup[];
  totals: PaymentTotals;
  marks: Readonly<Record<string, string>>;
  currency: string;
};

/** So many lines a person reads; more are in the file. */
const MOST_SHOWN = 200;

/** Subtotals of the whole filter, each the way to its own payments, with operating and trust apart. */
export async function PaymentGroups({ filter, groups, totals, marks, currency }: Props) {
  const t = await getTranslations("payments");
  const locale = await getLocale();
  if (filter.group === "" || groups.length === 0) return null;
  const by = filter.group;
  const nameOf = await makeGroupNames(by);
  const money = (cents: number) => formatMoney(cents, currency, locale);
  return (
    <Sheet pad="none" title={`${t("filter.group")}: ${t(`filter.groups.${by}`)}`} className="mb-5">
      <Ledger caption={t("groups.table")} indent hover>
        <thead>
          <tr>
            <Th held>{t(`filter.groups.${by}`)}</Th>
            <Th kind="end">{t("groups.count")}</Th>
            <Th kind="money">
              <AccountTag kind="operating" />
            </Th>
            <Th kind="money">
              <AccountTag kind="trust" />
            </Th>
            <Th kind="money">{t("groups.refunded")}</Th>
          </tr>
        </thead>
        <tbody>
          {groups.slice(0, MOST_SHOWN).map((group) => (
            <tr key={group.key}>
              <Td held>
                <ListLink href={addressOf(filter, marks, only(by, group.key))} className="row-link">
                  {nameOf(group)}
                </ListLink>
              </Td>
              <Td kind="end">{formatCount(group.count, locale)}</Td>
              <Td kind="money">{money(group.operatingCents)}</Td>
              <Td kind="money">{money(group.trustCents)}</Td>
              <Td kind="money">{money(group.refundedCents)}</Td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <Td>{t("groups.total")}</Td>
            <Td kind="end">{formatCount(totals.count, locale)}</Td>
            <Td kind="money" total>
              {money(totals.operatingCents)}
            </Td>
            <Td kind="money" total>
              {money(totals.trustCents)}
            </Td>
            <Td kind="money" total>
              {money(groups.reduce((sum, group) => sum + group.refundedCents, 0))}
            </Td>
          </tr>
        </tfoot>
      </Ledger>
      {groups.length > MOST_SHOWN && <p className="p-4 text-ink-2">{t("groups.more", { count: MOST_SHOWN })}</p>}
    </Sheet>
  );
}

async function makeGroupNames(by: PaymentGroupBy): Promise<(group: PaymentGroup) => string> {
  const t = await getTranslations("payments");
  const locale = await getLocale();
  const worded = (key: string) => (t.has(key as never) ? t(key as "filter.any") : "");
  return ({ key, name }) => {
    if (name) return name;
    if (key === "") return t(by === "user" ? "groups.nobody" : "groups.none");
    if (by === "day") return formatIsoDate(key, locale);
    if (by === "month") return formatMonth(key, locale);
    return worded(by === "method" ? `filter.methodKinds.${key}` : `${by}.${key}`) || key;
  };
}

/** The filter of one group. Groups of nobody and of unknown methods have none of their own. */
function only(by: PaymentGroupBy, key: string): Partial<PaymentFilter> {
  if (key === "") return { group: "" };
  const lastDay = (month: string) => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0));
  switch (by) {
    case "day":
      return { group: "", period: "", from: key, to: key };
    case "month":
      return { group: "", period: "", from: `${key}-01`, to: lastDay(key).toISOString().slice(0, 10) };
    case "method":
      return { group: "", methodKind: key === "card" || key === "echeck" ? [key] : [] };
    case "account":
      return { group: "", account: key };
    case "user":
      return { group: "", user: [key] };
    default:
      return { group: "", [by]: [key] };
  }
}
