import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import type { FilterChip } from "./describe-filters";
import { PAYMENTS_PATH } from "./read-address";

/** None yet, or none that matches: two cases with two ways on. */
export async function NoPayments({ chips, canSend }: { chips: readonly FilterChip[]; canSend: boolean }) {
  const t = await getTranslations("payments");
  if (chips.length === 0) {
    return (
      <EmptyState
        title={t("none.title")}
        action={canSend && <LinkButton href="/staff/send/quick-link">{t("none.action")}</LinkButton>}
      >
        {t("none.text")}
      </EmptyState>
    );
  }
  const filters = chips.map(({ name, value }) => `${name} ${value}`).join("; ");
  return (
    <EmptyState title={t("noMatch.title")} action={<LinkButton href={PAYMENTS_PATH}>{t("noMatch.clear")}</LinkButton>}>
      {t("noMatch.text", { filters })}
    </EmptyState>
  );
}
