import { getTranslations } from "next-intl/server";
import { ListForm } from "@/components/list/list-form";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { LinkButton } from "@/components/ui/link-button";
import { Select } from "@/components/ui/select-field";
import { TextInput } from "@/components/ui/text-field";
import { USER_STATES } from "@/lib/staff/model";
import type { UserFilter } from "@/lib/staff/schemas";
import { USERS_PATH, userAddressOf } from "./users-address";

type Props = { filter: UserFilter; marks: Readonly<Record<string, string>> };

/** Whose name, in which state: the answer is an address. */
export async function UsersBar({ filter, marks }: Props) {
  const t = await getTranslations("users");
  const { state, q, sort } = filter;
  return (
    <search className="filters">
      <ListForm path={USERS_PATH} className="flex min-w-0 flex-wrap items-center gap-2">
        {Object.entries({ ...marks, ...(sort !== "name" && { sort }) }).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <TextInput
          key={`q ${q}`}
          type="search"
          name="q"
          data-list-search=""
          size="sm"
          defaultValue={q}
          aria-label={t("filter.search")}
          placeholder={t("filter.placeholder")}
          lead={<Icon name="search" />}
          frameClassName="w-[16rem] min-w-[12rem] max-w-full"
        />
        <span className="w-[12rem] max-w-full">
          <Select
            key={`state ${state}`}
            name="state"
            size="sm"
            defaultValue={state}
            aria-label={t("filter.state")}
            emptyLabel={t("filter.allStates")}
            options={USER_STATES.map((one) => ({ value: one, label: t(`state.${one}`) }))}
          />
        </span>
        <Button type="submit" size="sm">
          {t("filter.find")}
        </Button>
        {(q !== "" || state !== "") && (
          <LinkButton href={userAddressOf(filter, { q: "", state: "" }, marks)} variant="quiet" size="sm">
            {t("filter.clear")}
          </LinkButton>
        )}
      </ListForm>
    </search>
  );
}
