import { headers } from "next/headers";
import { cache } from "react";
import { findStaff } from "@/lib/auth/session";
import { DEFAULT_LOCALE, isLocale, type Locale, preferredLocale } from "@/lib/i18n/model";

/** `?lang=` wins, then a staff user's own choice, then the browser's languages. The proxy puts `?lang=` into a request header. */
export const requestLocaleOf = cache(async (): Promise<Locale> => {
  const received = await headers();
  const asked = received.get("x-docketpay-lang");
  if (isLocale(asked)) return asked;
  if (received.get("x-docketpay-area") === "staff") {
    const staff = await findStaff();
    if (staff) return staff.locale;
  }
  return preferredLocale(received.get("accept-language")) ?? DEFAULT_LOCALE;
});
