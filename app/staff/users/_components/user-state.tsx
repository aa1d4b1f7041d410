import { getTranslations } from "next-intl/server";
import type { IconName } from "@/components/ui/icon";
import { Status, type StatusTone } from "@/components/ui/status";
import type { UserState } from "@/lib/staff/model";

const LOOKS: Record<UserState, { tone: StatusTone; icon: IconName }> = {
  active: { tone: "ok", icon: "check" },
  invited: { tone: "info", icon: "mail" },
  locked: { tone: "warn", icon: "lock" },
  deactivated: { tone: "off", icon: "close" },
};

/** Whether somebody can sign in now, in a word. */
export async function UserStateMark({ state }: { state: UserState }) {
  const t = await getTranslations("users.state");
  return <Status {...LOOKS[state]}>{t(state)}</Status>;
}
