"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { ItemTable } from "@/components/connect/item-table";
import { BarPages, BottomBar } from "@/components/ui/ledger";
import { LinkButton } from "@/components/ui/link-button";
import { Sheet } from "@/components/ui/sheet";
import type { FoundItem, FoundItems } from "@/lib/connect-payments/model";
import { ITEM_KINDS, type ItemKind } from "@/lib/matter-systems/model";
import { idOfItem } from "@/lib/matter-systems/rules";
import { type PayAddress, payHref } from "./pay-address";
import { useSelectedItems } from "./selection";

/** One page of what the matter system has under the search. */
export function SearchResults({ found, at }: { found: FoundItems; at: PayAddress }) {
  const t = useTranslations("connectPay.search");
  return (
    <Sheet pad="none">
      <PickTable kind={at.kind} items={found.items} caption={t("results", { query: at.q })} />
      {(found.nextCursor !== null || at.cursor !== "") && (
        <BottomBar>
          <BarPages text={t("shown", { count: found.items.length })}>
            {at.cursor !== "" && (
              <LinkButton href={payHref("search", { ...at, cursor: "" })} size="sm">
                {t("first")}
              </LinkButton>
            )}
            {found.nextCursor !== null && (
              <LinkButton
                href={payHref("search", { ...at, cursor: found.nextCursor })}
                size="sm"
                iconEnd="chevron-right"
              >
                {t("next")}
              </LinkButton>
            )}
          </BarPages>
        </BottomBar>
      )}
    </Sheet>
  );
}

/** Everything that is ticked, over all searches; what is unticked here stays until the page is left. */
export function SelectedResults({ items }: { items: readonly FoundItem[] }) {
  const t = useTranslations("connectPay.search");
  const router = useRouter();
  const { ids } = useSelectedItems();
  const isStale = [...ids].some((id) => !items.some((item) => idOfItem(item) === id));
  // Drawn before the last ticks, and shown again by the browser.
  useEffect(() => {
    if (isStale) router.refresh();
  }, [isStale, router]);
  return (
    <div className="grid gap-5">
      {ITEM_KINDS.map((kind) => {
        const some = items.filter((item) => item.kind === kind);
        return (
          some.length > 0 && (
            <Sheet key={kind} title={t(`selectedKind.${kind}`)} pad="none" trust={kind === "trust"}>
              <PickTable kind={kind} items={some} caption={t(`selectedKind.${kind}`)} />
            </Sheet>
          )
        );
      })}
    </div>
  );
}

function PickTable({ kind, items, caption }: { kind: ItemKind; items: readonly FoundItem[]; caption: string }) {
  const { ids, pick } = useSelectedItems();
  const byId = (item: { kind: ItemKind; key: string }) => ids.has(idOfItem(item));
  return <ItemTable kind={kind} items={items} caption={caption} isPicked={byId} onPick={pick} />;
}
