import { getTranslations } from "next-intl/server";
import { ListForm } from "@/components/list/list-form";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { LinkButton } from "@/components/ui/link-button";
import { SegmentLinks } from "@/components/ui/segment-links";
import { Select } from "@/components/ui/select-field";
import { TextInput } from "@/components/ui/text-field";
import type { AlertKind } from "@/lib/alerts/model";
import type { AlertFilter } from "@/lib/alerts/schemas";
import { ALERTS_PATH, alertAddressOf, isNarrowed } from "./alert-address";

type Props = {
  filter: AlertFilter;
  /** Of which this user may hear. */
  kinds: readonly AlertKind[];
  openCount: number;
  marks: Readonly<Record<string, string>>;
};

/** Open or resolved, of which kind, about whom: the answer is an address. */
export async function AlertsBar({ filter, kinds, openCount, marks }: Props) {
  const t = await getTranslations("alerts");
  const { status, kind, q, sort } = filter;
  const views = (["open", "closed"] as const).map((one) => ({
    href: alertAddressOf(filter, { status: one }, marks),
    label: t(`view.${one}`),
    current: one === status,
    ...(one === "open" ? { count: openCount } : {}),
  }));
  const hidden = { ...marks, ...(status !== "open" && { status }), ...(sort !== "-raised" && { sort }) };
  return (
    <>
      <SegmentLinks label={t("views")} items={views} size="sm" />
      <search className="filters mt-3">
        <ListForm path={ALERTS_PATH} className="flex min-w-0 flex-wrap items-center gap-2">
          {Object.entries(hidden).map(([name, value]) => (
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
            placeholder={t("filter.searchPlaceholder")}
            lead={<Icon name="search" />}
            frameClassName="w-[16rem] max-w-full"
          />
          <span className="w-[14rem] max-w-full">
            <Select
              key={`kind ${kind}`}
              name="kind"
              size="sm"
              defaultValue={kind}
              aria-label={t("filter.kind")}
              emptyLabel={t("filter.allKinds")}
              options={kinds.map((one) => ({ value: one, label: t(`kind.${one}.title`) }))}
            />
          </span>
          <Button type="submit" size="sm">
            {t("filter.find")}
          </Button>
          {isNarrowed(filter) && (
            <LinkButton href={alertAddressOf(filter, { kind: "", q: "" }, marks)} variant="quiet" size="sm">
              {t("filter.clear")}
            </LinkButton>
          )}
        </ListForm>
      </search>
    </>
  );
}
