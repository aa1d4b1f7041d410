import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import type { PostingCounts } from "@/lib/postings/model";
import type { PostingFilter } from "@/lib/postings/schemas";
import { postingAddressOf } from "./postings-address";

type Props = { filter: PostingFilter; counts: PostingCounts; mayPay: boolean };

/** Nothing ever made, nothing in this view, nothing that matches: three cases with three ways on. */
export async function NoPostings({ filter, counts, mayPay }: Props) {
  const t = await getTranslations("postings.none");
  const views = await getTranslations("postings.view");
  if (filter.q)
    return (
      <EmptyState
        title={t("matchTitle")}
        action={<LinkButton href={postingAddressOf(filter, { q: "" })}>{t("clear")}</LinkButton>}
      >
        {t("matchText", { view: views(filter.view), q: filter.q })}
      </EmptyState>
    );
  if (counts.all.records === 0)
    return (
      <EmptyState
        title={t("everTitle")}
        action={mayPay && <LinkButton href="/staff/connect/pay">{t("pay")}</LinkButton>}
      >
        {t("everText")}
      </EmptyState>
    );
  return (
    <EmptyState
      title={t(`viewTitle.${filter.view}`)}
      action={<LinkButton href={postingAddressOf(filter, { view: "all" })}>{t("showAll")}</LinkButton>}
    >
      {t(`viewText.${filter.view}`)}
    </EmptyState>
  );
}
