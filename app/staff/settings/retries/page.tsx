import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/ui/page-head";
import { Sheet } from "@/components/ui/sheet";
import { requireStaff } from "@/lib/auth/session";
import { getRetryPolicy } from "@/lib/retries/queries";
import { RetryForm } from "./_components/retry-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("retries");
  return { title: t("title") };
}

export default async function RetriesPage() {
  const { ctx } = await requireStaff("settings.manage");
  const policy = await getRetryPolicy(ctx);
  const t = await getTranslations("retries");
  const all = await getTranslations("settings");
  return (
    <>
      <PageHead
        crumbs={[{ href: "/staff/settings", label: all("title") }, { label: t("title") }]}
        crumbsLabel={all("crumbs")}
        title={t("title")}
        lead={t("lead")}
      />
      <div className="columns">
        <Sheet title={t("policy")}>
          <RetryForm start={policy} />
        </Sheet>
        <Sheet title={t("never")}>
          <ul className="list-disc space-y-2 pl-5 text-ink-2">
            {(["forbidden", "other", "bank", "limit"] as const).map((name) => (
              <li key={name}>{t(`neverOf.${name}`)}</li>
            ))}
          </ul>
        </Sheet>
      </div>
    </>
  );
}
