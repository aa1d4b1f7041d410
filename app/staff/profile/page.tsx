import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/ui/page-head";
import { Sheet } from "@/components/ui/sheet";
import { requireStaff } from "@/lib/auth/session";
import { getOwnNotifications } from "@/lib/notifications/queries";
import { getOwnSecondFactor, listOwnSessions } from "@/lib/staff/queries";
import { NotificationsSheet } from "../_components/notifications/notifications-sheet";
import { SessionsTable } from "../_components/sessions-table";
import { EndSessions } from "./_components/end-sessions";
import { PasswordForm } from "./_components/password-form";
import { ProfileForm } from "./_components/profile-form";
import { SecondFactor } from "./_components/second-factor";
import { endOwnSessionAction, saveOwnNotificationsAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("staff.profilePage");
  return { title: t("title") };
}

export default async function ProfilePage() {
  const { ctx, name, email, locale, theme, density, backdrop, sessionId } = await requireStaff("signed-in");
  const [factor, sessions, notifications] = await Promise.all([
    getOwnSecondFactor(ctx),
    listOwnSessions(ctx),
    getOwnNotifications(ctx),
  ]);
  const t = await getTranslations("staff.profilePage");
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      <div className="columns-form">
        <div className="stack">
          <Sheet title={t("you")} pad="form">
            <ProfileForm
              email={email}
              start={{ name, locale, theme: theme ?? "", density: density ?? "", backdrop: backdrop ?? "" }}
            />
          </Sheet>
          <Sheet title={t("factor.title")} pad="form">
            <SecondFactor {...factor} email={email} />
          </Sheet>
        </div>
        <div className="stack">
          <Sheet title={t("passwordTitle")} pad="form">
            <PasswordForm email={email} />
          </Sheet>
          <Sheet title={t("sessions")} pad="none">
            <SessionsTable sessions={sessions} ownId={sessionId} end={endOwnSessionAction} />
          </Sheet>
          <Sheet title={t("signOutEverywhere")}>
            <EndSessions />
          </Sheet>
        </div>
      </div>
      <NotificationsSheet notifications={notifications} save={saveOwnNotificationsAction} />
    </>
  );
}
