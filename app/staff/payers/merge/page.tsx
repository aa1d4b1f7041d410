import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/ui/page-head";
import { requireStaff } from "@/lib/auth/session";
import { ChooseOther } from "./_components/choose-other";
import { type Address, readMergeAddress } from "./_components/merge-address";
import { MergeCompare } from "./_components/merge-compare";
import { Suggestions } from "./_components/suggestions";

type Props = { searchParams: Promise<Address> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("payers.merge"))("title") };
}

/** First which two, then which one stays: each step is an address. */
export default async function MergePayersPage({ searchParams }: Props) {
  const { ctx } = await requireStaff("payers.manage");
  const { a, b, q } = readMergeAddress(await searchParams);
  const t = await getTranslations("payers");
  return (
    <>
      <PageHead
        title={t("merge.title")}
        lead={t("merge.lead")}
        crumbs={[{ href: "/staff/payers", label: t("title") }, { label: t("merge.title") }]}
        crumbsLabel={t("crumbs")}
      />
      {a && b && <MergeCompare ctx={ctx} a={a} b={b} />}
      {a && !b && <ChooseOther ctx={ctx} a={a} q={q} />}
      {!a && <Suggestions ctx={ctx} />}
    </>
  );
}
