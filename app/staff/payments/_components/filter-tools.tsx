import { getTranslations } from "next-intl/server";
import { ListForm } from "@/components/list/list-form";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Icon } from "@/components/ui/icon";
import { LinkButton } from "@/components/ui/link-button";
import { Menu } from "@/components/ui/menu";
import { Select } from "@/components/ui/select-field";
import { TextInput } from "@/components/ui/text-field";
import type { PaymentFilter } from "@/lib/payments/schemas";
import { describeFilters } from "./describe-filters";
import { type FieldsProps, FilterFields } from "./filter-fields";
import { isFiltered, PAYMENTS_PATH, queryOfFilter } from "./read-address";

type Props = FieldsProps & { marks: Readonly<Record<string, string>> };

/** Search, match, what is set, and the panel with every filter. Each is a form or a link, so that it works without script. */
export async function FilterTools(props: Props) {
  const t = await getTranslations("payments.filter");
  const { filter, marks } = props;
  const chips = await describeFilters(props);
  const address = queryOfFilter(filter).toString();
  return (
    <div className="list-tools">
      <search>
        <ListForm path={PAYMENTS_PATH} className="list-search">
          <TextInput
            key={`q ${filter.q}`}
            type="search"
            name="q"
            size="sm"
            maxLength={120}
            defaultValue={filter.q}
            data-list-search=""
            aria-label={t("search")}
            placeholder={t("searchPlaceholder")}
            lead={<Icon name="search" />}
          />
          <Rest filter={filter} marks={marks} without={["q"]} />
        </ListForm>
        {chips.length > 1 && (
          <ListForm
            key={`match ${filter.match}`}
            path={PAYMENTS_PATH}
            sendsOnChange
            className="list-match needs-script"
          >
            <Select
              name="match"
              size="sm"
              aria-label={t("match")}
              defaultValue={filter.match}
              options={(["all", "any"] as const).map((value) => ({ value, label: t(`matchShort.${value}`) }))}
            />
            <Rest filter={filter} marks={marks} without={["match"]} />
          </ListForm>
        )}
        {chips.map((chip) => (
          <Chip
            key={chip.key}
            name={chip.name}
            removeHref={chip.removeHref}
            removeLabel={t("remove", { name: chip.name })}
          >
            {chip.value}
          </Chip>
        ))}
        <Menu
          align="start"
          triggerClassName="btn btn-quiet btn-sm"
          trigger={
            <>
              <Icon name="plus" />
              {t("add")}
            </>
          }
        >
          <ListForm key={address} path={PAYMENTS_PATH} className="filter-form-all">
            <FilterFields {...props} />
            <footer>
              <Rest filter={filter} marks={marks} only={["q", "sort"]} />
              <Button type="submit" size="sm" variant="primary">
                {t("apply")}
              </Button>
              <LinkButton href={PAYMENTS_PATH} size="sm" variant="quiet">
                {t("clear")}
              </LinkButton>
            </footer>
          </ListForm>
        </Menu>
        {isFiltered(filter) && (
          <LinkButton href={PAYMENTS_PATH} size="sm" variant="quiet">
            {t("clear")}
          </LinkButton>
        )}
      </search>
    </div>
  );
}

type RestProps = { filter: PaymentFilter; marks: Props["marks"]; without?: string[]; only?: string[] };

/** What a form does not ask for goes along as it is. */
function Rest({ filter, marks, without = [], only }: RestProps) {
  const parts = [...queryOfFilter(filter)].filter(([name]) => (only ? only.includes(name) : !without.includes(name)));
  return [...parts, ...Object.entries(marks)].map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
}
