import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { Sheet } from "@/components/ui/sheet";
import type { FoundItems, SystemInUse } from "@/lib/connect-payments/model";
import { searchItems } from "@/lib/connect-payments/search-items";
import type { Ctx } from "@/lib/platform/context";
import { type PayAddress, payHref } from "./pay-address";
import { SearchResults } from "./search-results";
import { SystemTrouble } from "./system-trouble";

type Props = {
  ctx: Ctx;
  at: PayAddress & { by: NonNullable<PayAddress["by"]> };
  system: SystemInUse;
  selected: number;
};

/** Asks the matter system. Drawn when it answers, beneath a page that is there already. */
export async function FindItems({ ctx, at, system, selected }: Props) {
  const { by, kind, q: query, match, cursor } = at;
  const asked = await settle(searchItems(ctx, { by, kind, query, match, cursor: cursor || null }));
  if (!asked.ok)
    return (
      <SystemTrouble
        error={asked.error}
        systemName={system.systemName}
        href={payHref("search", at)}
        selected={selected}
      />
    );
  if (asked.found.items.length > 0) return <SearchResults found={asked.found} at={at} />;
  const t = await getTranslations("connectPay.search");
  const field = (await getTranslations("connectPay.by"))(by);
  return (
    <Sheet>
      <EmptyState title={t(`none.${kind}`, { query })}>
        {t(match === "exact" ? "noneExact" : "noneText", { field, system: system.systemName })}
      </EmptyState>
    </Sheet>
  );
}

type Asked = { ok: true; found: FoundItems } | { ok: false; error: unknown };

function settle(work: Promise<FoundItems>): Promise<Asked> {
  return work.then(
    (found) => ({ ok: true, found }),
    (error: unknown) => ({ ok: false, error }),
  );
}
