import { getTranslations } from "next-intl/server";
import { ListForm } from "@/components/list/list-form";
import { AccountTag } from "@/components/payments/account-tag";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { LinkButton } from "@/components/ui/link-button";
import { Select } from "@/components/ui/select-field";
import { TextInput } from "@/components/ui/text-field";
import { SCHEDULE_STATUSES } from "@/lib/schedules/model";
import type { ScheduleFilter } from "@/lib/schedules/schemas";
import { SCHEDULES_PATH, scheduleAddressOf } from "./schedules-address";

/** A change that takes away all that narrows the list. */
const NOT_NARROWED = { q: "", status: "", coming: "", accountKind: "" } as const;

type Props = { filter: ScheduleFilter; marks: Readonly<Record<string, string>> };

/** Whose, in which status: the answer is an address. */
export async function SchedulesBar({ filter, marks }: Props) {
  const t = await getTranslations("schedules");
  const { status, q, sort, plan, payer, coming, accountKind } = filter;
  const kept = {
    ...marks,
    ...(sort !== "-created" && { sort }),
    ...{
      ...(plan && { plan }),
      ...(payer && { payer }),
      ...(coming && { coming }),
      ...(accountKind && { accountKind }),
    },
  };
  const isNarrowed = [q, status, coming, accountKind].some((part) => part !== "");
  return (
    <search className="filters">
      <ListForm path={SCHEDULES_PATH} className="flex min-w-0 flex-wrap items-center gap-2">
        {Object.entries(kept).map(([name, value]) => (
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
        <span className="w-[14rem] max-w-full">
          <Select
            key={`status ${status}`}
            name="status"
            size="sm"
            defaultValue={status}
            aria-label={t("filter.status")}
            emptyLabel={t("filter.all")}
            options={[
              ...SCHEDULE_STATUSES.map((one) => ({ value: one as string, label: t(`status.${one}`) })),
              { value: "failed", label: t("filter.failed") },
            ]}
          />
        </span>
        <Button type="submit" size="sm">
          {t("filter.find")}
        </Button>
        {coming && <span className="text-sm">{t("filter.coming", { days: coming })}</span>}
        {accountKind && <AccountTag kind={accountKind} />}
        {isNarrowed && (
          <LinkButton href={scheduleAddressOf(filter, NOT_NARROWED, marks)} variant="quiet" size="sm">
            {t("filter.clear")}
          </LinkButton>
        )}
      </ListForm>
    </search>
  );
}
