"use client";

import type { ReactNode } from "react";
import { type FirmIdentity, FirmMark } from "@/components/layout/firm-mark";
import { FontPreload } from "@/components/layout/font-preload";
import { LANGUAGE_NAMES, LOCALES, type Locale } from "@/lib/i18n/model";

export type PublicFoot = {
  firmName: string;
  /** One line. */
  address?: string | null;
  phone?: string | null;
  email?: string | null;
  /** "Unsure that this page is genuine? Call the number printed on your invoice before you pay. This page is served from" */
  genuineText: string;
  /** Ends that sentence, in bold. */
  host?: string | null;
  /** The firm's own words, below all of it. */
  disclaimer?: string | null;
};

export type PublicFrame = {
  firm: FirmIdentity;
  locale: Locale;
  /** Address of this page without its query; the language links add theirs. */
  path: string;
  /** Name of the language links, "Language". */
  languagesLabel: string;
  foot: PublicFoot;
  /** The firm has a background of its own: the content then lies on a sheet. */
  hasBackground?: boolean;
};

/** Of the frame what the firm says of itself. */
export type FirmFrame = Pick<PublicFrame, "firm" | "hasBackground"> & {
  foot: Omit<PublicFoot, "firmName" | "genuineText">;
};

type PublicShellProps = PublicFrame & { children: ReactNode };

/**
 * Every client page: the firm's head, the task, the firm's address at the same place. Our own name is not on it.
 * Drawn from words alone, so it is a part of the browser: the server then writes it once, not twice (as HTML and as instructions).
 */
export function PublicShell({ firm, locale, path, languagesLabel, foot, hasBackground, children }: PublicShellProps) {
  return (
    <div className="public" data-firm-background={hasBackground ? "" : undefined}>
      <FontPreload />
      <div className="public-page">
        <header className="firm-head">
          <div className="firm-name">
            <FirmMark firm={firm} />
          </div>
          <nav className="languages" aria-label={languagesLabel}>
            {LOCALES.map((tag) => (
              <a
                key={tag}
                href={`${path}?lang=${tag}`}
                lang={tag}
                title={LANGUAGE_NAMES[tag]}
                aria-current={tag === locale ? "true" : undefined}
              >
                {tag.toUpperCase()}
              </a>
            ))}
          </nav>
        </header>
        {children}
        <Foot foot={foot} />
      </div>
    </div>
  );
}

function Foot({ foot }: { foot: PublicFoot }) {
  return (
    <footer className="public-foot">
      <address>
        <b>{foot.firmName}</b>
        {foot.address && <div>{foot.address}</div>}
        <div>
          {foot.phone && <a href={`tel:${foot.phone.replace(/[^+\d]/g, "")}`}>{foot.phone}</a>}
          {foot.phone && foot.email && " · "}
          {foot.email && <a href={`mailto:${foot.email}`}>{foot.email}</a>}
        </div>
      </address>
      <p>
        {`${foot.genuineText} `}
        {foot.host && <span className="host">{foot.host}</span>}
        {foot.host && "."}
      </p>
      {foot.disclaimer && <p className="disclaimer">{foot.disclaimer}</p>}
    </footer>
  );
}
