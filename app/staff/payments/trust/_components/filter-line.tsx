import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { TextField } from "@/components/ui/text-field";
import type { TrustFilter } from "@/lib/trust/schemas";
import { addressOf } from "./trust-address";

/** A number to find, and the way to the matters at zero and to the next page; works without scripts. */
export async function FilterLine({ filter, next }: { filter: TrustFilter; next: string | null }) {
  const t = await getTranslations("trust.filter");
  return (
    <form className="flex flex-wrap items-end gap-3" action="/staff/payments/trust">
      {filter.all && <input type="hidden" name="all" value="1" />}
      <TextField id="trust-q" name="q" data-list-search="" label={t("label")} defaultValue={filter.q} maxLength={120} />
      <Button type="submit" icon="search">
        {t("find")}
      </Button>
      <LinkButton href={addressOf({ ...filter, all: !filter.all })} variant="quiet">
        {t(filter.all ? "nonzero" : "all")}
      </LinkButton>
      {filter.after && (
        <LinkButton href={addressOf(filter)} variant="quiet">
          {t("first")}
        </LinkButton>
      )}
      {next && (
        <LinkButton href={addressOf(filter, next)} variant="quiet">
          {t("next")}
        </LinkButton>
      )}
    </form>
  );
}
