import { headers } from "next/headers";
import type { ReactNode } from "react";
import { findStaff } from "@/lib/auth/session";
import { findPreparedLocale, requestLocaleOf } from "@/lib/i18n/request-locale";
import "./globals.css";

/**
 * Language and theme. Titles are the pages' own; that nothing is to be indexed stands in a header of every answer, and the colour
 * scheme in the tokens: Next's `metadata` would cost each visitor of a client page a fiftieth of the answer. A page that a token opens
 * knows its language at once and is drawn in one go: waiting here would cost a twentieth (npm run bench -- pay-page).
 */
export default function RootLayout({ children }: { children: ReactNode }) {
  const locale = findPreparedLocale();
  if (!locale) return <AskedDocument>{children}</AskedDocument>;
  return (
    <html lang={locale}>
      <head>
        <link rel="icon" href="/icon.svg" />
      </head>
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
    <html
      lang={locale}
      data-theme={staff?.theme ?? undefined}
      data-density={staff?.density ?? undefined}
      data-backdrop={staff?.backdrop ?? undefined}
    >
      <head>
        <link rel="icon" href="/icon.svg" />
      </head>
      <body>{children}</body>
    </html>
  );
}
