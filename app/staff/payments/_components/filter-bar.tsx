import { getLocale, getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Icon } from "@/components/ui/icon";
import { LinkButton } from "@/components/ui/link-button";
import { Select } from "@/components/ui/select-field";
import { TextInput } from "@/components/ui/text-field";
import { formatIsoDate } from "@/lib/dates/format-date";
import type { MerchantAccountView } from "@/lib/merchant-accounts/model";
import { PAYMENT_SOURCES, PAYMENT_STATUSES } from "@/lib/payments/model";
import type { PaymentFilter } from "@/lib/payments/schemas";
import { addressOf, isFiltered } from "./filter-address";

type Props = { filter: PaymentFilter; accounts: MerchantAccountView[] };

/** A plain form whose answer is an address, so that a filtered list can be sent to a colleague. */
export async function FilterBar({ filter, accounts }: Props) {
  const t = await getTranslations("payments");
  return (
    <search className="filter-bar">
      <form action="/staff/payments" className="filter-form">
        <TextInput
          type="search"
          name="q"
          size="sm"
          defaultValue={filter.q}
          aria-label={t("filter.search")}
          placeholder={t("filter.searchPlaceholder")}
          lead={<Icon name="search" />}
          frameClassName="filter-text"
        />
        <Select
          name="status"
          size="sm"
          aria-label={t("filter.status")}
          defaultValue={filter.status[0] ?? ""}
          emptyLabel={`${t("filter.status")}: ${t("filter.any")}`}
          options={PAYMENT_STATUSES.filter((status) => status !== "created").map((value) => ({
            value,
            label: t(`status.${value}`),
          }))}
        />
        <Select
          name="account"
          size="sm"
          aria-label={t("filter.account")}
          defaultValue={filter.account}
          emptyLabel={`${t("filter.account")}: ${t("filter.any")}`}
          options={accounts.map((account) => ({ value: account.id, label: account.name }))}
        />
        <Select
          name="source"
          size="sm"
          aria-label={t("filter.source")}
          defaultValue={filter.source[0] ?? ""}
          emptyLabel={`${t("filter.source")}: ${t("filter.any")}`}
          options={PAYMENT_SOURCES.map((value) => ({ value, label: t(`source.${value}`) }))}
        />
        <label className="filter-date">
          {t("filter.from")} <TextInput type="date" name="from" size="sm" defaultValue={filter.from} />
        </label>
        <label className="filter-date">
          {t("filter.to")} <TextInput type="date" name="to" size="sm" defaultValue={filter.to} />
        </label>
        <Button type="submit" size="sm" icon="filter">
          {t("filter.apply")}
        </Button>
      </form>
      {isFiltered(filter) && <ActiveFilters filter={filter} accounts={accounts} />}
    </search>
  );
}

async function ActiveFilters({ filter, accounts }: Props) {
  const t = await getTranslations("payments");
  const chips = await describeFilters(filter, accounts);
  return (
    <div className="filter-chips">
      {chips.map((chip) => (
        <Chip
          key={chip.name}
          name={chip.name}
          removeHref={chip.removeHref}
          removeLabel={t("filter.remove", { name: chip.name })}
        >
          {chip.value}
        </Chip>
      ))}
      <LinkButton href="/staff/payments" variant="quiet" size="sm">
        {t("filter.clear")}
      </LinkButton>
    </div>
  );
}

/** Each filter that is on, in words, with the address of the list without it. */
export async function describeFilters(filter: PaymentFilter, accounts: readonly { id: string; name: string }[]) {
  const t = await getTranslations("payments");
  const locale = await getLocale();
  const account = accounts.find((candidate) => candidate.id === filter.account)?.name ?? filter.account;
  return [
    { on: filter.q, name: t("filter.search"), value: filter.q, without: { q: "" } },
    {
      on: filter.status.length,
      name: t("filter.status"),
      value: filter.status.map((status) => t(`status.${status}`)).join(", "),
      without: { status: [] },
    },
    { on: filter.account, name: t("filter.account"), value: account, without: { account: "" } },
    {
      on: filter.source.length,
      name: t("filter.source"),
      value: filter.source.map((source) => t(`source.${source}`)).join(", "),
      without: { source: [] },
    },
    {
      on: filter.from,
      name: t("filter.from"),
      value: filter.from && formatIsoDate(filter.from, locale),
      without: { from: "" },
    },
    { on: filter.to, name: t("filter.to"), value: filter.to && formatIsoDate(filter.to, locale), without: { to: "" } },
  ]
    .filter((chip) => chip.on)
    .map(({ name, value, without }) => ({ name, value, removeHref: addressOf(filter, without) }));
}
