import { getTranslations } from "next-intl/server";
import { ListForm } from "@/components/list/list-form";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { LinkButton } from "@/components/ui/link-button";
import { TextInput } from "@/components/ui/text-field";
import { PAYERS_PATH, type PayersFilter, payersAddressOf } from "./payers-address";

/** A search whose answer is an address. */
export async function PayersBar({ filter, marks }: { filter: PayersFilter; marks: Readonly<Record<string, string>> }) {
  const t = await getTranslations("payers.list");
  return (
    <search className="filters">
      <ListForm path={PAYERS_PATH} className="flex min-w-0 flex-wrap items-center gap-2">
        {Object.entries(marks).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {filter.autoPay && <input type="hidden" name="autoPay" value={filter.autoPay} />}
        {filter.sort !== "name" && <input type="hidden" name="sort" value={filter.sort} />}
        <TextInput
          key={filter.q}
          type="search"
          name="q"
          data-list-search=""
          size="sm"
          defaultValue={filter.q}
          aria-label={t("search")}
          placeholder={t("searchPlaceholder")}
          lead={<Icon name="search" />}
          frameClassName="w-[21rem] max-w-full"
        />
        <Button type="submit" size="sm">
          {t("searchAction")}
        </Button>
        {filter.autoPay && <span className="text-sm">{t("autoPay", { days: filter.autoPay })}</span>}
        {(filter.q || filter.autoPay) && (
          <LinkButton href={payersAddressOf(filter, { q: "", autoPay: "" }, marks)} variant="quiet" size="sm">
            {t("clear")}
          </LinkButton>
        )}
      </ListForm>
    </search>
  );
}
