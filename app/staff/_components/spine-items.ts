import { getTranslations } from "next-intl/server";
import type { SpineItem } from "@/components/layout/spine-link";
import type { Staff } from "@/lib/auth/session";
import { listConnectScreens } from "./connect-screens";

type Connect = { isOn: boolean; waitingPostings: number };
type Modules = { isInvoicingOn: boolean };

/** The entries of the spine that this user may open. */
export async function listSpineItems(staff: Staff, connect: Connect, { isInvoicingOn }: Modules): Promise<SpineItem[]> {
  const { can } = staff;
  const t = await getTranslations("staff.nav");
  const group = connect.isOn ? await connectGroup(staff, connect) : null;
  const items: (SpineItem | false | null)[] = [
    can("payments.view") && { href: "/staff/dashboard", label: t("dashboard"), icon: "chart" },
    can("payments.take") && { href: "/staff/enter-payment", label: t("enterPayment"), icon: "card-entry" },
    can("payments.view") && { href: "/staff/payments", label: t("payments"), icon: "list" },
    can("payments.view") && { href: "/staff/payers", label: t("payers"), icon: "people" },
    can("payments.view") && { href: "/staff/schedules", label: t("schedules"), icon: "calendar" },
    isInvoicingOn && can("payments.view") && { href: "/staff/invoices", label: t("invoices"), icon: "file" },
    can("payments.view") && { href: "/staff/send", label: t("send"), icon: "send" },
    can("pages.manage") && { href: "/staff/pages", label: t("pages"), icon: "page" },
    group,
    can("users.manage") && { href: "/staff/users", label: t("users"), icon: "person" },
    can("settings.manage") && { href: "/staff/settings", label: t("settings"), icon: "gear" },
  ];
  return items.filter((item) => item !== false && item !== null);
}

async function connectGroup(staff: Staff, { waitingPostings }: Connect): Promise<SpineItem | null> {
  const t = await getTranslations("staff.nav");
  const items = listConnectScreens(staff).map(({ id, href }) => ({
    href,
    label: t(id),
    ...(id === "connectPostings" && {
      count: waitingPostings,
      countLabel: t("postingsWait", { count: waitingPostings }),
    }),
  }));
  return items.length === 0 ? null : { href: "/staff/connect", label: t("connect"), icon: "link", items };
}
