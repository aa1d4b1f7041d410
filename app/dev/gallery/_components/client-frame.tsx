import type { ReactNode } from "react";
import { BrandStyle } from "@/components/layout/brand-style";
import { PublicShell } from "@/components/layout/public-shell";

const OKAFOR = {
  "--brand-accent": "#5b2a52",
  "--brand-accent-hover": "#471f40",
  "--brand-accent-press": "#341630",
  "--brand-on-accent": "#ffffff",
  "--brand-accent-soft": "#f3e9f1",
  "--brand-link": "#5b2a52",
  "--brand-background": "#efe9ee",
  "--brand-background-image": "linear-gradient(#5b2a52 0 15rem, transparent 15rem)",
};

export function ClientFrame({ branded, nonce, children }: { branded?: boolean; nonce?: string; children: ReactNode }) {
  const name = branded ? "Okafor Legal" : "Hartwell & Lowe LLP";
  return (
    <>
      {branded && <BrandStyle values={OKAFOR} nonce={nonce} />}
      <PublicShell
        firm={{ name }}
        languagesLabel="Language"
        locale="en"
        path=""
        hasBackground={branded}
        foot={{
          firmName: name,
          address: "118 Chambers Street, Suite 900, New York, NY 10007",
          phone: "(212) 555-0142",
          email: "billing@hartwell.example",
          genuineText:
            "Unsure that this page is genuine? Call the number printed on your invoice before you pay. This page is served from",
          host: "pay.hartwell.example",
        }}
      >
        {children}
      </PublicShell>
    </>
  );
}
