import type { ReactNode } from "react";
import { BrandStyle } from "@/components/layout/brand-style";
import { type PublicFrame, PublicShell } from "@/components/layout/public-shell";
import { shownLogoOf } from "@/lib/branding/rules";
import type { FirmView } from "@/lib/firms/model";
import type { Locale } from "@/lib/i18n/model";

type Frame = {
  firm: FirmView;
  locale: Locale;
  /** Of the namespace `common`. */
  t: (key: "language" | "genuine") => string;
  /** Address of this page without its query; the language links add theirs. */
  path: string;
  /** The name this page was asked on, shown so that clients can compare it. */
  host: string;
  /** The firm's own words in the foot. */
  disclaimer?: string;
};

type Props = Frame & { nonce?: string; children: ReactNode };

/** Every client page of a firm: its name, colours, address and languages. */
export function FirmPage({ nonce, children, ...frame }: Props) {
  return (
    <>
      <BrandStyle values={frame.firm.brand} nonce={nonce} />
      <PublicShell {...frameOf(frame)}>{children}</PublicShell>
    </>
  );
}

/** What the shell of such a page is told, for a page that hands it to a part of the browser together with what stands in it. */
export function frameOf({ firm, locale, t, path, host, disclaimer }: Frame): PublicFrame {
  const logo = shownLogoOf(firm);
  return {
    firm: logo ? { name: firm.name, logo } : { name: firm.name },
    languagesLabel: t("language"),
    locale,
    path,
    foot: {
      firmName: firm.name,
      address: firm.addressLine,
      phone: firm.phone,
      email: firm.email,
      genuineText: t("genuine"),
      host,
      disclaimer,
    },
    hasBackground: "--brand-background" in firm.brand,
  };
}
