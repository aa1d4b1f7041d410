import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/ui/page-head";
import { Sheet } from "@/components/ui/sheet";
import { requireStaff } from "@/lib/auth/session";
import { InviteForm } from "../_components/invite-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("users.invite");
  return { title: t("title") };
}

export default async function InvitePage() {
  const { ctx, locale } = await requireStaff("users.manage");
  const t = await getTranslations("users");
  return (
    <>
      <PageHead
        crumbs={[{ href: "/staff/users", label: t("title") }, { label: t("invite.title") }]}
        crumbsLabel={t("crumbs")}
        title={t("invite.title")}
        lead={t("invite.lead")}
      />
      <Sheet pad="form" className="max-w-[44rem]">
        <InviteForm held={ctx.actor.permissions} locale={locale} />
      </Sheet>
    </>
  );
}
