import { getLocale, getTranslations } from "next-intl/server";
import { ListForm } from "@/components/list/list-form";
import { AccountTag } from "@/components/payments/account-tag";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { LinkButton } from "@/components/ui/link-button";
import { Tabs } from "@/components/ui/tabs";
import { TextInput } from "@/components/ui/text-field";
import { formatCount } from "@/lib/lists/rules";
import {
  isNarrowed,
  NOT_NARROWED,
  SENT_PATH,
  SENT_VIEWS,
  type SentCounts,
  type SentFilter,
  sentAddressOf,
} from "./sent-address";

type Props = {
  filter: SentFilter;
  counts: SentCounts;
  marks: Readonly<Record<string, string>>;
  /** The file whose links are shown; "" while those of all are. */
  batchName: string;
};

/** The five views with their counts, and a search whose answer is an address. */
export async function SentBar({ filter, counts, marks, batchName }: Props) {
  const t = await getTranslations("links");
  const age = await getTranslations("dashboard.outstanding.bucket");
  const locale = await getLocale();
  return (
    <>
      <Tabs
        label={t("sent.tabs")}
        items={SENT_VIEWS.map((view) => ({
          href: sentAddressOf(filter, { status: view }, marks),
          label: t(`status.${view}`),
          count: formatCount(counts[view], locale),
          current: view === filter.status,
        }))}
      />
      <search className="filters mt-3">
        <ListForm path={SENT_PATH} className="flex min-w-0 flex-wrap items-center gap-2">
          {Object.entries({ ...marks, ...hiddenOf(filter) }).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <TextInput
            key={filter.q}
            type="search"
            name="q"
            data-list-search=""
            size="sm"
            defaultValue={filter.q}
            aria-label={t("sent.search")}
            placeholder={t("sent.searchPlaceholder")}
            lead={<Icon name="search" />}
            frameClassName="w-[19rem] max-w-full"
          />
          <Button type="submit" size="sm">
            {t("sent.searchAction")}
          </Button>
          {filter.due && <span className="text-sm">{age(filter.due)}</span>}
          {filter.accountKind && <AccountTag kind={filter.accountKind} />}
          {batchName && <span className="text-sm">{t("sent.batch", { name: batchName })}</span>}
          {isNarrowed(filter) && (
            <LinkButton href={sentAddressOf(filter, NOT_NARROWED, marks)} variant="quiet" size="sm">
              {t("sent.clear")}
            </LinkButton>
          )}
        </ListForm>
      </search>
    </>
  );
}

/** What a new search keeps. */
function hiddenOf({ status, due, accountKind, batch, sort }: SentFilter): Record<string, string> {
  return {
    status,
    ...(sort !== "-created" && { sort }),
    ...(due && { due }),
    ...(accountKind && { accountKind }),
    ...(batch && { batch }),
  };
}
