import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import type { AlertFilter } from "@/lib/alerts/schemas";
import { alertAddressOf, isNarrowed } from "./alert-address";

/** None in this view, or none that matches: two cases, and the second has a way on. */
export async function NoAlerts({ filter }: { filter: AlertFilter }) {
  const t = await getTranslations("alerts");
  const { status: view, kind, q } = filter;
  if (!isNarrowed(filter)) return <EmptyState title={t(`none.${view}Title`)}>{t(`none.${view}Text`)}</EmptyState>;
  const clear = alertAddressOf(filter, { kind: "", q: "" });
  return (
    <EmptyState title={t("none.matchTitle")} action={<LinkButton href={clear}>{t("filter.clear")}</LinkButton>}>
      {t("none.matchText", {
        view,
        kind: kind === "" ? "" : t(`kind.${kind}.title`),
        hasKind: kind === "" ? "no" : "yes",
        q,
        hasText: q === "" ? "no" : "yes",
      })}
    </EmptyState>
  );
}
