import { getFormatter, getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { LinkButton } from "@/components/ui/link-button";
import { Tabs } from "@/components/ui/tabs";
import { TextInput } from "@/components/ui/text-field";
import { SENT_VIEWS, type SentFilter, sentAddressOf } from "./sent-address";

type Props = { filter: SentFilter; counts: Record<(typeof SENT_VIEWS)[number], number> };

/** The five views with their counts, and a search whose answer is an address. */
export async function SentBar({ filter, counts }: Props) {
  const t = await getTranslations("links");
  const format = await getFormatter();
  // Our faces lack U+202F, with which French groups its thousands.
  const number = (count: number) => format.number(count).replaceAll("\u202f", "\u00a0");
  return (
    <>
      <Tabs
        label={t("sent.tabs")}
        items={SENT_VIEWS.map((view) => ({
          href: sentAddressOf(filter, { status: view }),
          label: t(`status.${view}`),
          count: number(counts[view]),
          current: view === filter.status,
        }))}
      />
      <search className="filters mt-3">
        <form action="/staff/send/sent" className="flex min-w-0 flex-wrap items-center gap-2">
          <input type="hidden" name="status" value={filter.status} />
          <TextInput
            key={filter.q}
            type="search"
            name="q"
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
          {filter.q && (
            <LinkButton href={sentAddressOf(filter, { q: "" })} variant="quiet" size="sm">
              {t("sent.clear")}
            </LinkButton>
          )}
        </form>
      </search>
    </>
  );
}
