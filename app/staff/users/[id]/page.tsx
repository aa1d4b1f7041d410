import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Banner } from "@/components/ui/banner";
import { PageHead } from "@/components/ui/page-head";
import { requireStaff } from "@/lib/auth/session";
import { listAccountsForStaff } from "@/lib/merchant-accounts/list-accounts-for-staff";
import { getNotifications } from "@/lib/notifications/queries";
import { listUserSessions } from "@/lib/staff/queries";
import { decideManage } from "@/lib/staff/rules";
import { NotificationsSheet } from "../../_components/notifications/notifications-sheet";
import { saveNotificationsAction } from "../actions";
import { getUserOrNotFound } from "./_components/get-user-or-not-found";
import { UserSheets } from "./_components/user-sheets";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ invited?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("users");
  return { title: t("title") };
}

export default async function UserPage({ params, searchParams }: Props) {
  const staff = await requireStaff("users.manage");
  const { id } = await params;
  const user = await getUserOrNotFound(staff.ctx, id);
  const [sessions, notifications, accounts] = await Promise.all([
    listUserSessions(staff.ctx, id),
    getNotifications(staff.ctx, id),
    listAccountsForStaff(staff.ctx),
  ]);
  const t = await getTranslations("users");
  const { invited } = await searchParams;
  const decision = decideManage(staff.ctx.actor, user);
  const refusal = decision.ok ? null : t(`refusal.${decision.refusal}`);
  return (
    <>
      <PageHead
        crumbs={[{ href: "/staff/users", label: t("title") }, { label: user.name }]}
        crumbsLabel={t("crumbs")}
        title={user.name}
        lead={user.email}
      />
      {invited && user.inviteExpiresAt && (
        <Banner tone="ok" title={t("invite.sent", { email: user.email })} className="mb-5" />
      )}
      {refusal && <Banner title={refusal} className="mb-5" />}
      <UserSheets user={user} sessions={sessions} staff={staff} refusal={refusal} accounts={accounts} />
      <NotificationsSheet
        notifications={notifications}
        save={decision.ok || decision.refusal === "own_user" ? saveNotificationsAction : null}
      />
    </>
  );
}
