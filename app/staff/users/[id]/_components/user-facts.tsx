import { getLocale, getTranslations } from "next-intl/server";
import { Facts } from "@/components/ui/facts";
import { Sheet } from "@/components/ui/sheet";
import { formatDateTime } from "@/lib/dates/format-date";
import type { UserDetail } from "@/lib/staff/model";
import { UserStateMark } from "../../_components/user-state";

/** What is known of somebody's access. */
export async function UserFacts({ user, timeZone }: { user: UserDetail; timeZone: string }) {
  const t = await getTranslations("users");
  const locale = await getLocale();
  const time = (at: Date | null) => at && formatDateTime(at, timeZone, locale);
  const why = user.disabledReason === "" ? null : t(`disabledBy.${user.disabledReason}`);
  return (
    <Sheet title={t("facts.title")}>
      <Facts
        facts={[
          { name: t("columns.state"), value: <UserStateMark state={user.state} /> },
          { name: t("columns.role"), value: t(`role.${user.role}`) },
          { name: t("facts.lastAdmin"), value: user.isLastAdmin ? t("facts.lastAdminText") : null },
          { name: t("facts.lockedUntil"), value: time(user.lockedUntil) },
          { name: t("facts.deactivated"), value: user.disabledAt && [time(user.disabledAt), why].join(", ") },
          {
            name: t("facts.invite"),
            value: user.state === "invited" ? (time(user.inviteExpiresAt) ?? t("facts.inviteOver")) : null,
          },
          {
            name: t("columns.second_factor"),
            value: user.state === "invited" ? null : t(`factor.${user.hasSecondFactor ? "on" : "off"}`),
          },
          { name: t("columns.last_sign_in"), value: time(user.lastSignInAt) ?? t("never") },
          { name: t("columns.created"), value: time(user.createdAt) },
        ]}
      />
    </Sheet>
  );
}
