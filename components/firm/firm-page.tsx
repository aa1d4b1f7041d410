import type { ReactNode } from "react";
import { BrandStyle } from "@/components/layout/brand-style";
import { type FirmFrame, type PublicFrame, PublicShell } from "@/components/layout/public-shell";
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

function frameOf({ locale, t, path, ...own }: Frame): PublicFrame {
  const { foot, ...frame } = firmFrameOf(own);
  const words = { firmName: own.firm.name, genuineText: t("genuine") };
  return { ...frame, locale, path, languagesLabel: t("language"), foot: { ...foot, ...words } };
}

/** What the firm says of itself, for a page whose scripts know the words around it. */
export function firmFrameOf({ firm, host, disclaimer }: Pick<Frame, "firm" | "host" | "disclaimer">): FirmFrame {
  const { name, addressLine: address, phone, email } = firm;
  const logo = shownLogoOf(firm);
  return {
    firm: logo ? { name, logo } : { name },
    foot: { address, phone, email, host, disclaimer },
    hasBackground: "--brand-background" in firm.brand,
  };
}
