import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { isNarrowed, NOT_NARROWED, type SentCounts, type SentFilter, sentAddressOf } from "./sent-address";

type Props = { filter: SentFilter; counts: SentCounts; maySend: boolean };

/** Nothing ever made, nothing in this view, nothing that matches: three cases with three ways on. */
export async function NoLinks({ filter, counts, maySend }: Props) {
  const t = await getTranslations("links");
  const { status, q } = filter;
  if (isNarrowed(filter)) {
    return (
      <EmptyState
        title={t("sent.noMatchTitle")}
        action={<LinkButton href={sentAddressOf(filter, NOT_NARROWED)}>{t("sent.clear")}</LinkButton>}
      >
        {q && t("sent.noMatchText", { status: t(`status.${status}`), q })}
      </EmptyState>
    );
  }
  if (counts.all === 0 || status === "all") {
    return (
      <EmptyState
        title={t("sent.noneTitle")}
        action={maySend && <LinkButton href="/staff/send/quick-link">{t("quickLink.title")}</LinkButton>}
      >
        {t("sent.noneText")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t(`sent.noneStatusTitle.${status}`)}
      action={<LinkButton href={sentAddressOf(filter, { status: "all" })}>{t("sent.showAll")}</LinkButton>}
    >
      {t("sent.noneStatusText", { count: counts.all })}
    </EmptyState>
  );
}
