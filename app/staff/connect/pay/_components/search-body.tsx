import { getTranslations } from "next-intl/server";
import { type ReactNode, Suspense } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { Sheet } from "@/components/ui/sheet";
import type { Staff } from "@/lib/auth/session";
import type { SystemInUse } from "@/lib/connect-payments/model";
import type { ConnectStart, DraftView } from "@/lib/connect-payments/queries";
import { openCentsOf } from "@/lib/connect-payments/rules";
import { FindItems } from "./find-items";
import { type PayAddress, payHref } from "./pay-address";
import { SearchFoot, SearchSteps, ViewSwitch } from "./search-bar";
import { SearchForm } from "./search-form";
import { SelectedResults } from "./search-results";
import { SelectionProvider } from "./selection";
import { UnfinishedBanner } from "./unfinished-banner";
import { Waiting } from "./waiting";

type SearchAddress = PayAddress & { by: NonNullable<PayAddress["by"]> };

type Props = {
  staff: Staff;
  at: SearchAddress;
  system: SystemInUse;
  draft: DraftView | null;
  unfinished: ConnectStart["unfinished"];
};

/** The search and its results, or everything that is ticked. */
export async function SearchBody({ staff, at, system, draft, unfinished }: Props) {
  const t = await getTranslations("connectPay");
  const items = (draft?.lines ?? []).map(({ item, seenCents }) => ({
    ...item,
    ...{ unconfirmedCents: 0, askedCents: 0 },
    openCents: seenCents ?? openCentsOf(item, 0),
  }));
  const others = unfinished && unfinished.draftId !== at.draft && items.length === 0 ? unfinished : null;
  return (
    <SelectionProvider key={at.draft} draftId={at.draft} selected={items}>
      <PageHead
        title={t("title")}
        lead={t("search.lead", { system: system.systemName })}
        actions={<ViewSwitch at={at} />}
      />
      <SearchSteps at={at} />
      {others && <UnfinishedBanner {...others} />}
      {at.view === "selected" ? (
        <Selected items={items} at={at} />
      ) : (
        <>
          <SearchForm at={at} />
          <Current at={at}>
            <Suspense
              key={JSON.stringify(at)}
              fallback={<Waiting text={t("search.asking", { system: system.systemName })} />}
            >
              <FindItems ctx={staff.ctx} at={at} system={system} selected={items.length} />
            </Suspense>
          </Current>
        </>
      )}
      <SearchFoot at={at} />
    </SelectionProvider>
  );
}

async function Current({
  at,
  children,
}: {
  at: PayAddress & { by: NonNullable<PayAddress["by"]> };
  children: ReactNode;
}) {
  if (at.q !== "") return children;
  const t = await getTranslations("connectPay.search");
  const field = (await getTranslations("connectPay.by"))(at.by);
  return (
    <Sheet>
      <EmptyState title={t("notYet")}>{t("notYetText", { field })}</EmptyState>
    </Sheet>
  );
}

async function Selected({ items, at }: { items: Parameters<typeof SelectedResults>[0]["items"]; at: PayAddress }) {
  if (items.length > 0) return <SelectedResults items={items} />;
  const t = await getTranslations("connectPay.search");
  return (
    <Sheet>
      <EmptyState
        title={t("noneSelected")}
        action={<LinkButton href={payHref("search", { ...at, view: "current" })}>{t("current")}</LinkButton>}
      >
        {t("noneSelectedText")}
      </EmptyState>
    </Sheet>
  );
}
