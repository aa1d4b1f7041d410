import { getTranslations } from "next-intl/server";
import type { PaletteEntry, PalettePlaces } from "@/components/palette/palette-entry";
import type { Staff } from "@/lib/auth/session";
import type { Permission } from "@/lib/staff/model";
import { listConnectScreens } from "./connect-screens";

type Place = Omit<PaletteEntry, "id" | "label"> & { id: string; needs: Permission | "signed-in" };

const SCREENS = [
  { id: "dashboard", href: "/staff/dashboard", icon: "chart", needs: "payments.view" },
  { id: "payments", href: "/staff/payments", icon: "list", needs: "payments.view" },
  { id: "trust", href: "/staff/payments/trust", icon: "shield", needs: "payments.view" },
  { id: "payers", href: "/staff/payers", icon: "people", needs: "payments.view" },
  { id: "schedules", href: "/staff/schedules", icon: "calendar", needs: "payments.view" },
  { id: "send", href: "/staff/send", icon: "send", needs: "signed-in" },
  { id: "sent", href: "/staff/send/sent", icon: "send", needs: "payments.view" },
  { id: "pages", href: "/staff/pages", icon: "page", needs: "pages.manage" },
  { id: "exports", href: "/staff/exports", icon: "download", needs: "payments.view" },
  { id: "reports", href: "/staff/exports/reports", icon: "mail", needs: "reports.manage" },
  { id: "importPayers", href: "/staff/payers/import", icon: "upload", needs: "payers.manage" },
  { id: "mergePayers", href: "/staff/payers/merge", icon: "people", needs: "payers.manage" },
  { id: "alerts", href: "/staff/alerts", icon: "bell", needs: "payments.view" },
  { id: "users", href: "/staff/users", icon: "person", needs: "users.manage" },
  { id: "settings", href: "/staff/settings", icon: "gear", needs: "settings.manage" },
  { id: "firmProfile", href: "/staff/settings/firm", icon: "gear", needs: "settings.manage" },
  { id: "receiptTexts", href: "/staff/settings/receipts", icon: "file", needs: "settings.manage" },
  { id: "mailTexts", href: "/staff/settings/mails", icon: "mail", needs: "settings.manage" },
  { id: "branding", href: "/staff/settings/branding", icon: "page", needs: "settings.manage" },
  { id: "accounts", href: "/staff/settings/accounts", icon: "bank", needs: "settings.manage" },
  { id: "customFields", href: "/staff/settings/custom-fields", icon: "list", needs: "settings.manage" },
  { id: "invoiceSettings", href: "/staff/settings/invoices", icon: "file", needs: "settings.manage" },
  { id: "linkSettings", href: "/staff/settings/send", icon: "send", needs: "settings.manage" },
  { id: "surcharge", href: "/staff/settings/surcharge", icon: "card", needs: "settings.manage" },
  { id: "security", href: "/staff/settings/security", icon: "lock", needs: "settings.manage" },
  { id: "retries", href: "/staff/settings/retries", icon: "refresh", needs: "settings.manage" },
  { id: "books", href: "/staff/settings/books", icon: "file", needs: "settings.manage" },
  { id: "api", href: "/staff/settings/api", icon: "link", needs: "settings.manage" },
  { id: "audit", href: "/staff/settings/audit", icon: "list", needs: "settings.manage" },
  { id: "profile", href: "/staff/profile", icon: "person", needs: "signed-in" },
] as const satisfies readonly Place[];

/** Screens and actions of a module that a firm may be without. */
const INVOICE_SCREENS = [
  { id: "invoices", href: "/staff/invoices", icon: "file", needs: "payments.view" },
  { id: "invoiceAging", href: "/staff/invoices/aging", icon: "chart", needs: "payments.view" },
] as const satisfies readonly Place[];
const INVOICE_ACTIONS = [
  { id: "newInvoice", href: "/staff/invoices/new", icon: "plus", needs: "invoices.manage" },
] as const satisfies readonly Place[];

const ACTIONS = [
  { id: "enterPayment", href: "/staff/enter-payment", icon: "card-entry", needs: "payments.take" },
  { id: "newQuickLink", href: "/staff/send/quick-link", icon: "plus", needs: "links.send" },
  { id: "bulk", href: "/staff/send/bulk", icon: "upload", needs: "links.send" },
  { id: "newPage", href: "/staff/pages/new", icon: "plus", needs: "pages.manage" },
  { id: "newSchedule", href: "/staff/schedules/new", icon: "calendar", needs: "payments.take" },
  { id: "newPayer", href: "/staff/payers/new", icon: "plus", needs: "payers.manage" },
  { id: "inviteUser", href: "/staff/users/invite", icon: "plus", needs: "users.manage" },
  { id: "newAccount", href: "/staff/settings/accounts/new", icon: "plus", needs: "settings.manage" },
] as const satisfies readonly Place[];

type KnownPlace = (typeof SCREENS | typeof ACTIONS | typeof INVOICE_SCREENS | typeof INVOICE_ACTIONS)[number];

/** Screens and actions that this user may open, for the command palette. */
export async function listPalettePlaces(
  staff: Staff,
  connect: { isOn: boolean },
  { isInvoicingOn }: { isInvoicingOn: boolean },
): Promise<PalettePlaces> {
  const { can } = staff;
  const t = await getTranslations("palette.place");
  const mayOpen = ({ needs }: Place) => needs === "signed-in" || can(needs);
  const entryOf = ({ id, href, icon }: KnownPlace) => ({ id, href, icon, label: t(id) });
  const ofConnect = connect.isOn ? listConnectScreens(staff) : [];
  return {
    screens: [
      ...SCREENS.filter(mayOpen).map(entryOf),
      ...(isInvoicingOn ? INVOICE_SCREENS.filter(mayOpen).map(entryOf) : []),
      ...ofConnect.map(({ id, href, icon }) => ({ id, href, icon, label: t(id) })),
    ],
    actions: [...ACTIONS, ...(isInvoicingOn ? INVOICE_ACTIONS : [])].filter(mayOpen).map(entryOf),
  };
}
