import type { IconName } from "@/components/ui/icon";
import type { Staff } from "@/lib/auth/session";
import type { Permission } from "@/lib/staff/model";

type ConnectScreen = {
  id: "connectPay" | "connectPostings" | "connectPages" | "connectSettings";
  href: string;
  icon: IconName;
  needs: Permission;
};

/** The screens of Connect in the order of the spine. */
const CONNECT_SCREENS = [
  { id: "connectPay", href: "/staff/connect/pay", icon: "card-entry", needs: "connect.pay" },
  { id: "connectPostings", href: "/staff/connect/postings", icon: "upload", needs: "postings.manage" },
  { id: "connectPages", href: "/staff/connect/pages", icon: "page", needs: "pages.manage" },
  { id: "connectSettings", href: "/staff/connect/settings", icon: "gear", needs: "settings.manage" },
] as const satisfies readonly ConnectScreen[];

/** Those that this user may open; where the module is off the caller shows none of them. */
export function listConnectScreens({ can }: Pick<Staff, "can">): ConnectScreen[] {
  return CONNECT_SCREENS.filter(({ needs }) => can(needs));
}
