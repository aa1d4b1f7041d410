import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { findStaff } from "@/lib/auth/session";
import { requestLocaleOf } from "@/lib/i18n/request-locale";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Docketpay", template: "%s" },
  robots: { index: false, follow: false },
  icons: { icon: "/icon.svg" },
};

export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

/** Language and theme. Staff pages take the user's own theme; elsewhere the device decides, without cookie or script. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await requestLocaleOf();
  const isStaffArea = (await headers()).get("x-docketpay-area") === "staff";
  const staff = isStaffArea ? await findStaff() : null;
  return (
    <html lang={locale} data-theme={staff?.theme ?? undefined} data-density={staff?.density ?? undefined}>
      <body>{children}</body>
    </html>
  );
}
