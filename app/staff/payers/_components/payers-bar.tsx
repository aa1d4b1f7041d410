import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { LinkButton } from "@/components/ui/link-button";
import { TextInput } from "@/components/ui/text-field";
import type { PayersFilter } from "./payers-address";

/** A search whose answer is an address. */
export async function PayersBar({ filter }: { filter: PayersFilter }) {
  const t = await getTranslations("payers.list");
  return (
    <search className="filters">
      <form action="/staff/payers" className="flex min-w-0 flex-wrap items-center gap-2">
        <TextInput
          key={filter.q}
          type="search"
          name="q"
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
        {filter.q && (
          <LinkButton href="/staff/payers" variant="quiet" size="sm">
            {t("clear")}
          </LinkButton>
        )}
      </form>
    </search>
  );
}
