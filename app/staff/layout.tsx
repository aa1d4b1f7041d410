import { NextIntlClientProvider } from "next-intl";
import { getTranslations } from "next-intl/server";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { StaffShell } from "@/components/layout/staff-shell";
import { AlertsLink, ProfileMenu, TopSearch } from "@/components/layout/top-parts";
import { PaletteOpener } from "@/components/palette/palette-opener";
import { MenuButton, MenuLink, MenuNote, MenuRule } from "@/components/ui/menu";
import { requireStaff } from "@/lib/auth/session";
import { shownLogoOf } from "@/lib/branding/rules";
import { findConnectPlaces } from "@/lib/connect-settings/find-connect-places";
import { isInvoicingOn } from "@/lib/invoices/is-invoicing-on";
import { usesOnlySandbox } from "@/lib/merchant-accounts/queries";
import { FreezeBanner } from "./_components/freeze-banner";
import { listPalettePlaces } from "./_components/palette-places";
import { listSpineItems } from "./_components/spine-items";
import { signOut } from "./actions";

/** The frame only. Each page asks for its own permission; a layout is not asked again when one moves between pages. */
export default async function StaffLayout({ children }: { children: ReactNode }) {
  const staff = await requireStaff("signed-in");
  const t = await getTranslations("staff");
  const common = await getTranslations("common");
  const connect = await findConnectPlaces(staff.ctx);
  const modules = { isInvoicingOn: await isInvoicingOn(staff.ctx) };
  return (
    <NextIntlClientProvider>
      <NuqsAdapter>
        <StaffShell
          firm={{
            name: staff.firm.name,
            shortName: staff.firm.name.replace(/ (LLP|LLC|P\.C\.|PLLC)$/, ""),
            logo: shownLogoOf(staff.firm),
          }}
          homeHref="/staff/dashboard"
          items={await listSpineItems(staff, connect, modules)}
          labels={{ navigation: t("nav.label"), menu: t("nav.menu"), skip: t("nav.skip") }}
          product={common("product")}
          sandboxNote={(await usesOnlySandbox(staff.ctx)) ? t("sandbox") : null}
          search={
            <PaletteOpener
              userId={staff.userId}
              places={await listPalettePlaces(staff, connect, modules)}
              mayView={staff.can("payments.view")}
              label={t("search.open")}
            >
              <TopSearch
                action="/staff/payments"
                name="q"
                label={t("search.label")}
                placeholder={t("search.placeholder")}
                shortcut="Ctrl K"
              />
            </PaletteOpener>
          }
          alerts={
            staff.can("payments.view") && (
              <AlertsLink href="/staff/alerts" label={t("nav.alerts")} count={staff.openAlerts} />
            )
          }
          profile={
            <ProfileMenu name={staff.name}>
              <MenuNote>{t("profile.signedInAs", { email: staff.email })}</MenuNote>
              <MenuLink href="/staff/profile" icon="person">
                {t("profile.profile")}
              </MenuLink>
              <MenuRule />
              <form action={signOut}>
                <MenuButton icon="sign-out">{t("profile.signOut")}</MenuButton>
              </form>
            </ProfileMenu>
          }
          printHead={staff.firm.name}
        >
          {staff.firm.isMoneyFrozen && <FreezeBanner canSeeBooks={staff.can("settings.manage")} />}
          {children}
        </StaffShell>
      </NuqsAdapter>
    </NextIntlClientProvider>
  );
}
