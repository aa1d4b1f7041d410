import { getTranslations } from "next-intl/server";
import { ListForm } from "@/components/list/list-form";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { LinkButton } from "@/components/ui/link-button";
import { Select } from "@/components/ui/select-field";
import { TextInput } from "@/components/ui/text-field";
import type { AuditPerson } from "@/lib/audit/model";
import type { AuditFilter } from "@/lib/audit/schemas";
import { AUDIT_PATH, auditAddressOf, isFiltered } from "./audit-address";

type Props = {
  filter: AuditFilter;
  marks: Readonly<Record<string, string>>;
  choices: { people: readonly AuditPerson[]; actions: readonly string[] };
};

/** What, by whom, of what, when: the answer is an address. */
export async function AuditBar({ filter, marks, choices }: Props) {
  const t = await getTranslations("audit.filter");
  const { sort } = filter;
  return (
    <search className="filters">
      <ListForm path={AUDIT_PATH} className="flex min-w-0 flex-wrap items-center gap-2">
        {Object.entries({ ...marks, ...(sort !== "-at" && { sort }) }).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <TextInput
          key={`q ${filter.q}`}
          type="search"
          name="q"
          data-list-search=""
          size="sm"
          defaultValue={filter.q}
          aria-label={t("object")}
          placeholder={t("objectPlaceholder")}
          lead={<Icon name="search" />}
          frameClassName="w-[17rem] min-w-[12rem] max-w-full"
        />
        <Choices filter={filter} choices={choices} />
        <Days filter={filter} />
        <Button type="submit" size="sm">
          {t("find")}
        </Button>
        {isFiltered(filter) && (
          <LinkButton
            href={auditAddressOf(filter, { q: "", by: "", action: "", from: "", to: "" }, marks)}
            variant="quiet"
            size="sm"
          >
            {t("clear")}
          </LinkButton>
        )}
      </ListForm>
    </search>
  );
}

async function Choices({ filter: { by, action }, choices: { people, actions } }: Omit<Props, "marks">) {
  const t = await getTranslations("audit.filter");
  const persons = [
    ...people.map(({ actor, name }) => ({ value: actor, label: name })),
    { value: "payer", label: t("payers") },
    { value: "system", label: t("program") },
  ];
  const nouns = [...new Set(actions.map((one) => `${one.split(".")[0]}.`))];
  const kinds = [...nouns.map((one) => ({ value: one, label: `${one}*` })), ...actions.map(asOption)].toSorted((a, b) =>
    a.value.localeCompare(b.value),
  );
  return (
    <>
      <span className="w-[12rem] max-w-full">
        <Select
          key={`by ${by}`}
          name="by"
          size="sm"
          defaultValue={by}
          aria-label={t("by")}
          emptyLabel={t("everybody")}
          options={withChosen(persons, by)}
        />
      </span>
      <span className="w-[13rem] max-w-full">
        <Select
          key={`action ${action}`}
          name="action"
          size="sm"
          defaultValue={action}
          aria-label={t("action")}
          emptyLabel={t("everything")}
          options={withChosen(kinds, action)}
        />
      </span>
    </>
  );
}

async function Days({ filter: { from, to } }: Pick<Props, "filter">) {
  const t = await getTranslations("audit.filter");
  return (
    <>
      {(["from", "to"] as const).map((name) => (
        <label key={name} className="flex items-center gap-2 text-ink-2 text-sm">
          {t(name)}
          <TextInput
            key={`${name} ${name === "from" ? from : to}`}
            type="date"
            name={name}
            size="sm"
            defaultValue={name === "from" ? from : to}
            frameClassName="w-[9.5rem]"
          />
        </label>
      ))}
    </>
  );
}

const asOption = (value: string) => ({ value, label: value });

/** What stands in the address is shown, also when nobody of that name is left to choose. */
function withChosen(options: { value: string; label: string }[], chosen: string): { value: string; label: string }[] {
  return chosen === "" || options.some(({ value }) => value === chosen) ? options : [...options, asOption(chosen)];
}
