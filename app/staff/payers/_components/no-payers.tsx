import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PAYERS_PATH, type PayersFilter } from "./payers-address";

/** Nobody yet, or nobody who matches: two cases with two ways on. */
export async function NoPayers({ filter, mayManage }: { filter: PayersFilter; mayManage: boolean }) {
  const t = await getTranslations("payers");
  if (filter.q) {
    return (
      <EmptyState title={t("list.noMatchTitle")} action={<LinkButton href={PAYERS_PATH}>{t("list.clear")}</LinkButton>}>
        {t("list.noMatchText", { q: filter.q })}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t("list.noneTitle")}
      action={mayManage && <LinkButton href="/staff/payers/new">{t("new")}</LinkButton>}
    >
      {t("list.noneText")}
    </EmptyState>
  );
}
