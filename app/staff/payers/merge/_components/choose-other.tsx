import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Icon } from "@/components/ui/icon";
import { Sheet } from "@/components/ui/sheet";
import { TextInput } from "@/components/ui/text-field";
import { listPayers, listPayersLike } from "@/lib/payers/queries";
import type { Ctx } from "@/lib/platform/context";
import { getPayerToMerge } from "./get-payer-to-merge";
import { PairTable } from "./pair-table";

const MOST = 10;

/** One payer is known: likely ones first, and a search for any other. */
export async function ChooseOther({ ctx, a, q }: { ctx: Ctx; a: string; q: string }) {
  const t = await getTranslations("payers.merge");
  const payer = await getPayerToMerge(ctx, a);
  const found = q ? (await listPayers(ctx, { q, cursor: null, limit: MOST })).rows : await listPayersLike(ctx, payer);
  const others = found.filter(({ id }) => id !== payer.id);
  const title = t("which", { name: payer.name });
  return (
    <>
      <search className="filters">
        <form action="/staff/payers/merge" className="flex min-w-0 flex-wrap items-center gap-2">
          <input type="hidden" name="a" value={payer.id} />
          <TextInput
            key={q}
            type="search"
            name="q"
            size="sm"
            defaultValue={q}
            aria-label={t("searchLabel")}
            lead={<Icon name="search" />}
            frameClassName="w-[21rem] max-w-full"
          />
          <Button type="submit" size="sm">
            {t("search")}
          </Button>
        </form>
      </search>
      {others.length > 0 ? (
        <PairTable title={title} first={payer} others={others} />
      ) : (
        <Sheet title={title} pad="none">
          <EmptyState title={t("noMatch")}>{t("noMatchText")}</EmptyState>
        </Sheet>
      )}
    </>
  );
}
