import { getTranslations } from "next-intl/server";
import { ListForm } from "@/components/list/list-form";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { TextField } from "@/components/ui/text-field";
import type { TrustFilter } from "@/lib/trust/schemas";
import { addressOf, TRUST_PATH } from "./trust-address";

/** A number to find, and the way to the matters at zero. */
export async function FilterLine({ filter }: { filter: TrustFilter }) {
  const t = await getTranslations("trust.filter");
  return (
    <ListForm className="flex flex-wrap items-end gap-3" path={TRUST_PATH}>
      {filter.account && <input type="hidden" name="account" value={filter.account} />}
      {filter.sort !== "client" && <input type="hidden" name="sort" value={filter.sort} />}
      {filter.all && <input type="hidden" name="all" value="1" />}
      <TextField
        id="trust-q"
        name="q"
        data-list-search=""
        label={t("label")}
        key={filter.q}
        defaultValue={filter.q}
        maxLength={120}
      />
      <Button type="submit" icon="search">
        {t("find")}
      </Button>
      <LinkButton href={addressOf(filter, { all: !filter.all })} variant="quiet">
        {t(filter.all ? "nonzero" : "all")}
      </LinkButton>
    </ListForm>
  );
}
