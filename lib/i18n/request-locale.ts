import { headers } from "next/headers";
import { cache } from "react";
import { findStaff } from "@/lib/auth/session";
import { findPreparedHeaders } from "@/lib/http/held-request";
import { DEFAULT_LOCALE, isLocale, type Locale, preferredLocale } from "@/lib/i18n/model";

/** The language of a page that a token opens, at once; null where Next must be asked for the headers. */
export function findPreparedLocale(): Locale | null {
  const received = findPreparedHeaders();
  return received && (askedLocale(received) ?? browserLocale(received));
}

/** `?lang=` wins, then a staff user's own choice, then the browser's languages. The proxy puts `?lang=` into a request header. */
export const requestLocaleOf = cache(async (): Promise<Locale> => {
  const received = await headers();
  const asked = askedLocale(received);
  if (asked) return asked;
  if (received.get("x-docketpay-area") === "staff") {
    const staff = await findStaff();
    if (staff) return staff.locale;
  }
  return browserLocale(received);
});

/** The language of a page that has one of its own: that one, unless the reader asked for another by `?lang=`. */
export async function pageLocaleOf(own: Locale | ""): Promise<Locale> {
  return askedLocale(await headers()) ?? (own || (await requestLocaleOf()));
}

type Received = { get(name: string): string | null };

function askedLocale(received: Received): Locale | null {
  const asked = received.get("x-docketpay-lang");
  return isLocale(asked) ? asked : null;
}

function browserLocale(received: Received): Locale {
  return preferredLocale(received.get("accept-language")) ?? DEFAULT_LOCALE;
}
