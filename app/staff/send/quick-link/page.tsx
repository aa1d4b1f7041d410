import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Banner } from "@/components/ui/banner";
import { PageHead } from "@/components/ui/page-head";
import { requireStaff } from "@/lib/auth/session";
import { quickLinkFormFacts } from "./_components/form-facts";
import { QuickLinkForm } from "./_components/quick-link-form";
import { readStart } from "./_components/read-start";

type Props = { searchParams: Promise<{ from?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("links.quickLink");
  return { title: t("title") };
}

export default async function QuickLinkPage({ searchParams }: Props) {
  const staff = await requireStaff("links.send");
  const { from } = await searchParams;
  const { start, fromNumber } = await readStart(staff, typeof from === "string" ? from : "");
  const facts = await quickLinkFormFacts(staff);
  const t = await getTranslations("links");
  return (
    <>
      <PageHead
        crumbs={[{ href: "/staff/send", label: t("send.title") }, { label: t("quickLink.title") }]}
        crumbsLabel={t("send.crumbs")}
        title={t("quickLink.title")}
        lead={t("quickLink.lead")}
      />
      {fromNumber && <Banner title={t("quickLink.prefilled", { number: fromNumber })} className="mb-5 max-w-[40rem]" />}
      <QuickLinkForm key={facts.requestId} start={start} facts={facts} />
    </>
  );
}
