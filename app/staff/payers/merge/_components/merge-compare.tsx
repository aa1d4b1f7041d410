import { getLocale, getTranslations } from "next-intl/server";
import { getMergePreview, type MergePreview } from "@/lib/payers/get-merge-preview";
import type { PayerFacts } from "@/lib/payers/model";
import type { Ctx } from "@/lib/platform/context";
import { getPayerToMerge } from "./get-payer-to-merge";
import { MergeForm, type MergeWay } from "./merge-form";

/** Both records side by side, and what each way of merging would make of them. */
export async function MergeCompare({ ctx, a, b }: { ctx: Ctx; a: string; b: string }) {
  const first = await getPayerToMerge(ctx, a);
  const second = await getPayerToMerge(ctx, b);
  const ways = [
    await getMergePreview(ctx, { keepId: first.id, mergeId: second.id }),
    await getMergePreview(ctx, { keepId: second.id, mergeId: first.id }),
  ];
  return <MergeForm ways={await Promise.all(ways.map(wayOf))} />;
}

async function wayOf({ keep, lose, moves, after }: MergePreview): Promise<MergeWay> {
  const t = await getTranslations("payers.merge");
  return {
    keepId: keep.id,
    mergeId: lose.id,
    keepRevision: keep.revision,
    mergeRevision: lose.revision,
    name: keep.name,
    isArchived: keep.archivedAt !== null || lose.archivedAt !== null,
    own: await factsOf(keep),
    after: await factsOf(after),
    moves: [
      t("payments", { count: moves.payments }),
      t("links", { count: moves.links }),
      t("methods", { count: moves.methods }),
      t("requests", { count: moves.requests }),
      // Modules that are off, and most payers, have none of these: only what there is is said.
      ...(moves.schedules > 0 ? [t("schedules", { count: moves.schedules })] : []),
      ...(moves.autoPays > 0 ? [t("autoPays", { count: moves.autoPays })] : []),
      ...(moves.invoices > 0 ? [t("invoices", { count: moves.invoices })] : []),
    ],
  };
}

async function factsOf(facts: PayerFacts): Promise<{ name: string; value: string }[]> {
  const t = await getTranslations("payers");
  const locale = await getLocale();
  const { country, ...address } = facts.address;
  const land = country && (new Intl.DisplayNames([locale], { type: "region" }).of(country) ?? country);
  return [
    { name: t("import.columns.name"), value: facts.name },
    { name: t("facts.kind"), value: t(`kind.${facts.kind}`) },
    { name: t("facts.emails"), value: facts.emails.join(", ") },
    { name: t("facts.phone"), value: facts.phone },
    { name: t("facts.address"), value: [...Object.values(address), land].filter(Boolean).join(", ") },
    { name: t("facts.clientRefs"), value: facts.clientRefs.join(", ") },
    { name: t("facts.locale"), value: t(`locale.${facts.locale}`) },
    { name: t("facts.notes"), value: facts.notes },
  ];
}
