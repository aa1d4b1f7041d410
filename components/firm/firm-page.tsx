import type { ReactNode } from "react";
import { BrandStyle } from "@/components/layout/brand-style";
import { PublicShell } from "@/components/layout/public-shell";
import { shownLogoOf } from "@/lib/branding/rules";
import type { FirmView } from "@/lib/firms/model";
import type { Locale } from "@/lib/i18n/model";

type Props = {
  firm: FirmView;
  locale: Locale;
  /** Of the namespace `common`. */
  t: (key: "language" | "genuine") => string;
  /** Address of this page without its query; the language links add theirs. */
  path: string;
  /** The name this page was asked on, shown so that clients can compare it. */
  host: string;
  nonce?: string;
  /** The firm's own words in the foot. */
  disclaimer?: string;
  children: ReactNode;
};

/** Every client page of a firm: its name, colours, address and languages. */
export function FirmPage({ firm, locale, t, path, host, nonce, disclaimer, children }: Props) {
  const logo = shownLogoOf(firm);
  return (
    <>
      <BrandStyle values={firm.brand} nonce={nonce} />
      <PublicShell
        firm={logo ? { name: firm.name, logo } : { name: firm.name }}
        languagesLabel={t("language")}
        locale={locale}
        path={path}
        foot={{
          firmName: firm.name,
          address: firm.addressLine,
          phone: firm.phone,
          email: firm.email,
          genuineText: t("genuine"),
          host,
          disclaimer,
        }}
        hasBackground={"--brand-background" in firm.brand}
      >
        {children}
      </PublicShell>
    </>
  );
}
