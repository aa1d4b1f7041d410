import { getTranslations } from "next-intl/server";
import { Sheet } from "@/components/ui/sheet";
import type { Staff } from "@/lib/auth/session";
import type { MerchantAccountView } from "@/lib/merchant-accounts/model";
import type { SessionView, UserDetail } from "@/lib/staff/model";
import { SessionsTable } from "../../../_components/sessions-table";
import { endUserSessionAction } from "../../actions";
import { AccountsForm } from "./accounts-form";
import { PermissionsForm } from "./permissions-form";
import { UserActs } from "./user-acts";
import { UserFacts } from "./user-facts";

type Props = {
  user: UserDetail;
  sessions: readonly SessionView[];
  staff: Staff;
  /** Why the reader may look but not change. */
  refusal: string | null;
  /** Those that the reader sees. */
  accounts: readonly MerchantAccountView[];
};

/** What is known of somebody's access, and what can be done about it. */
export async function UserSheets({ user, sessions, staff, refusal, accounts }: Props) {
  const t = await getTranslations("users");
  return (
    <div className="columns-form">
      <div className="stack">
        <UserFacts user={user} timeZone={staff.firm.timeZone} />
        <Sheet title={t("form.permissions")} pad="form">
          <PermissionsForm user={user} held={staff.ctx.actor.permissions} refusal={refusal} />
        </Sheet>
        <Sheet title={t("accounts.title")} pad="form">
          <AccountsForm user={user} accounts={accounts} refusal={refusal} />
        </Sheet>
      </div>
      <div className="stack">
        {refusal === null && (
          <Sheet title={t("acts.title")}>
            <UserActs user={user} />
          </Sheet>
        )}
        <Sheet title={t("sessions.title")} pad="none">
          <SessionsTable
            sessions={sessions}
            ownId={staff.sessionId}
            end={refusal === null ? endUserSessionAction : null}
          />
        </Sheet>
      </div>
    </div>
  );
}
