import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { type ReactNode, Suspense } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { Sheet } from "@/components/ui/sheet";
import { requireStaff } from "@/lib/auth/session";
import { findDraft, getConnectStart } from "@/lib/connect-payments/queries";
import { openCentsOf } from "@/lib/connect-payments/rules";
import { requireConnectPage } from "../../_components/require-connect-page";
import { FindItems } from "../_components/find-items";
import { NoSystem } from "../_components/no-system";
import { type PayAddress, type PayQuery, payHref, readPayAddress } from "../_components/pay-address";
import { SearchFoot, SearchSteps, ViewSwitch } from "../_components/search-bar";
import { SearchForm } from "../_components/search-form";
import { SelectedResults } from "../_components/search-results";
import { SelectionProvider } from "../_components/selection";
import { UnfinishedBanner } from "../_components/unfinished-banner";
import { Waiting } from "../_components/waiting";

type Props = { searchParams: Promise<PayQuery> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("connectPay"))("search.title") };
}

/** Step 2: look for items, tick them, look again. What is ticked stays with the draft that the address names. */
export default async function SearchPage({ searchParams }: Props) {
  const staff = await requireStaff("connect.pay");
  await requireConnectPage(staff.ctx);
  const at = readPayAddress(await searchParams);
  const { by, draft: draftId } = at;
  if (by === null) redirect(payHref("criteria", { change: true }));
  if (draftId === "") redirect(payHref("search", { ...at, draft: staff.ctx.ids.next("drf") }));
  const t = await getTranslations("connectPay");
  const { system, unfinished } = await getConnectStart(staff.ctx);
  const draft = await findDraft(staff.ctx, draftId);
  if (draft && !draft.isOpen) redirect(payHref("result", { draft: draftId }));
  if (!system)
    return (
      <>
        <PageHead title={t("title")} />
        <NoSystem canSet={staff.can("settings.manage")} />
      </>
    );
  const items = (draft?.lines ?? []).map(({ item, seenCents }) => ({
    ...item,
    unconfirmedCents: 0,
    openCents: seenCents ?? openCentsOf(item, 0),
  }));
  const others = unfinished && unfinished.draftId !== draftId && items.length === 0 ? unfinished : null;
  const place = { ...at, by };
  return (
    <SelectionProvider key={draftId} draftId={draftId} selected={items}>
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
          <SearchForm at={place} />
          <Current at={place}>
            <Suspense
              key={JSON.stringify(at)}
              fallback={<Waiting text={t("search.asking", { system: system.systemName })} />}
            >
              <FindItems ctx={staff.ctx} at={place} system={system} selected={items.length} />
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
