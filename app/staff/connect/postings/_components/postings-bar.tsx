import { getLocale, getTranslations } from "next-intl/server";
import { ListForm } from "@/components/list/list-form";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { LinkButton } from "@/components/ui/link-button";
import { Tabs } from "@/components/ui/tabs";
import { TextInput } from "@/components/ui/text-field";
import { formatCount } from "@/lib/lists/rules";
import { POSTING_VIEWS, type PostingCount, type PostingCounts } from "@/lib/postings/model";
import type { PostingFilter } from "@/lib/postings/schemas";
import { POSTINGS_PATH, postingAddressOf } from "./postings-address";

type Props = { filter: PostingFilter; counts: PostingCounts };

/** The seven views with their counts, and a search whose answer is an address. */
export async function PostingsBar({ filter, counts }: Props) {
  const t = await getTranslations("postings");
  const locale = await getLocale();
  const countText = ({ records, isWhole }: PostingCount) => `${formatCount(records, locale)}${isWhole ? "" : "+"}`;
  return (
    <>
      <Tabs
        label={t("views")}
        items={POSTING_VIEWS.map((view) => ({
          href: postingAddressOf(filter, { view }),
          label: t(`view.${view}`),
          count: countText(counts[view]),
          current: view === filter.view,
        }))}
      />
      <search className="filters mt-3">
        <ListForm path={POSTINGS_PATH} className="flex min-w-0 flex-wrap items-center gap-2">
          <input type="hidden" name="view" value={filter.view} />
          {filter.sort !== "-date" && <input type="hidden" name="sort" value={filter.sort} />}
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
            frameClassName="w-[19rem] max-w-full"
          />
          <Button type="submit" size="sm">
            {t("searchAction")}
          </Button>
          {filter.q && (
            <LinkButton href={postingAddressOf(filter, { q: "" })} variant="quiet" size="sm">
              {t("none.clear")}
            </LinkButton>
          )}
          {!counts.all.isWhole && (
            <span className="text-ink-2 text-sm">
              {t("manyFound", { count: formatCount(counts.all.records, locale) })}
            </span>
          )}
        </ListForm>
      </search>
    </>
  );
}
