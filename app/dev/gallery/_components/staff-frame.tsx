import type { ReactNode } from "react";
import type { SpineItem } from "@/components/layout/spine-link";
import { StaffShell } from "@/components/layout/staff-shell";
import { AlertsLink, ProfileMenu, TopSearch } from "@/components/layout/top-parts";
import { MenuButton, MenuLink, MenuNote, MenuRule } from "@/components/ui/menu";

const ITEMS: readonly SpineItem[] = [
  { href: "/dev/gallery/dashboard", label: "Dashboard", icon: "chart" },
  { href: "/dev/gallery/enter", label: "Enter Payment", icon: "card-entry" },
  { href: "/dev/gallery/staff", label: "Payment Manager", icon: "list" },
  { href: "/dev/gallery/payers", label: "Payers", icon: "people" },
  { href: "/dev/gallery/schedules", label: "Payment Schedules", icon: "calendar" },
  { href: "/dev/gallery/invoices", label: "Invoices", icon: "file" },
  { href: "/dev/gallery/send", label: "Send for Payment", icon: "send" },
  { href: "/dev/gallery/pages", label: "Payment Pages", icon: "page" },
  {
    href: "/dev/gallery/connect",
    label: "Connect",
    icon: "link",
    items: [
      { href: "/dev/gallery/connect/pay", label: "Make a Payment" },
      { href: "/dev/gallery/connect/postings", label: "Manage Postings", count: 23, countLabel: "pending" },
    ],
  },
  { href: "/dev/gallery/users", label: "Users", icon: "person" },
  { href: "/dev/gallery/settings", label: "Settings", icon: "gear" },
];

export function StaffFrame({ children }: { children: ReactNode }) {
  return (
    <StaffShell
      firm={{ name: "Hartwell & Lowe LLP", shortName: "Hartwell & Lowe" }}
      homeHref="/dev/gallery/staff"
      items={ITEMS}
      labels={{ navigation: "Main", menu: "Menu", skip: "Skip to the page" }}
      product="Docketpay"
      sandboxNote="Sandbox gateway: no real money moves"
      search={
        <TopSearch
          action="?"
          name="q"
          label="Search"
          placeholder="Search payments, payers, invoices"
          shortcut="Ctrl K"
        />
      }
      alerts={<AlertsLink href="?" label="Alerts" count={5} />}
      profile={
        <ProfileMenu name="Dana Whitfield">
          <MenuNote>billing@hartwell.example</MenuNote>
          <MenuLink href="?" icon="person">
            Profile
          </MenuLink>
          <MenuRule />
          <form>
            <MenuButton icon="sign-out">Sign out</MenuButton>
          </form>
        </ProfileMenu>
      }
      printHead={
        <>
          <b>Hartwell &amp; Lowe LLP</b>118 Chambers Street, Suite 900, New York, NY 10007
        </>
      }
    >
      {children}
    </StaffShell>
  );
}
