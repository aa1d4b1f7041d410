import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { findStaff } from "@/lib/auth/session";
import { findPreparedLocale, requestLocaleOf } from "@/lib/i18n/request-locale";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Docketpay", template: "%s" },
  robots: { index: false, follow: false },
  icons: { icon: "/icon.svg" },
};

export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

/**
 * Language and theme. A page that a token opens knows its language at once, and is drawn in one go: waiting here costs each of its
 * visitors a twentieth of the answer (npm run bench -- pay-page).
 */
export default function RootLayout({ children }: { children: ReactNode }) {
  const locale = findPreparedLocale();
  if (!locale) return <AskedDocument>{children}</AskedDocument>;
  return (
    <html lang={locale}>
      <body>{children}</body>
    </html>
  );
}

/** Staff pages take the user's own theme; elsewhere the device decides, without cookie or script. */
async function AskedDocument({ children }: { children: ReactNode }) {
  const locale = await requestLocaleOf();
  const isStaffArea = (await headers()).get("x-docketpay-area") === "staff";
  const staff = isStaffArea ? await findStaff() : null;
  return (
    <html lang={locale} data-theme={staff?.theme ?? undefined} data-density={staff?.density ?? undefined}>
      <body>{children}</body>
    </html>
  );
}
