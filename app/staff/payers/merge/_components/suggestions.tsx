import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { Sheet } from "@/components/ui/sheet";
import { listDuplicatePayers } from "@/lib/payers/list-duplicate-payers";
import type { Ctx } from "@/lib/platform/context";
import { PairTable } from "./pair-table";

/** Payers who may be kept twice. The first of each group is compared with the others, one after the other. */
export async function Suggestions({ ctx }: { ctx: Ctx }) {
  const t = await getTranslations("payers.merge");
  const groups = await listDuplicatePayers(ctx);
  if (groups.length === 0) {
    return (
      <Sheet pad="none">
        <EmptyState title={t("none")}>{t("noneText")}</EmptyState>
      </Sheet>
    );
  }
  return (
    <div className="stack">
      {groups.map(({ reason, value, payers }) => {
        const [first, ...others] = payers;
        const title = t(reason, { value });
        return first && <PairTable key={title} title={title} first={first} others={others} isFirstShown />;
      })}
    </div>
  );
}
