import { randomBytes } from "node:crypto";
import { readTokens } from "./tokens";

const THEMES = ["light", "dark", "hc-light", "hc-dark"];

export type FrameSettings = {
  locale: string;
  /** Null: the device decides. */
  theme: string | null;
  /** Staff type here: as high as the controls of their forms. */
  isDesk?: boolean;
  /** The page around the frame is itself framed by a firm's own site. */
  isEmbedded: boolean;
};

export function readDesk(asked: string | null): boolean {
  return asked === "desk";
}

export function readTheme(asked: string | null): string | null {
  return asked !== null && THEMES.includes(asked) ? asked : null;
}

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? "");
}

type FramePage = {
  settings: FrameSettings;
  title: string;
  styles: string;
  body: string;
  /** Addresses of scripts, in the order in which they run. */
  scripts?: readonly string[];
  /** A script of a line or two, in the page itself. */
  inlineScript?: string;
  /** More policy: what forms may do, what may be framed. */
  policy: readonly string[];
  /** Other hosts that scripts may come from, or may ask. */
  scriptHosts?: string;
  connectHosts?: string;
  status?: number;
};

/** A small page for a frame: no React, no cookie, nothing stored, nothing from elsewhere; only what its nonce names may run. */
export function framePage(page: FramePage): Response {
  const nonce = randomBytes(16).toString("base64");
  const { settings } = page;
  const theme = settings.theme === null ? "" : ` data-theme="${settings.theme}"`;
  const size = settings.isDesk ? ' data-size="desk"' : "";
  const scripts = (page.scripts ?? []).map((src) => `<script src="${src}" nonce="${nonce}" defer></script>`).join("");
  const inline = page.inlineScript ? `<script nonce="${nonce}">${page.inlineScript}</script>` : "";
  const html = `<!doctype html><html lang="${settings.locale}"${theme}${size}><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${escapeHtml(page.title)}</title>
<style nonce="${nonce}">${readTokens(page.styles)}${page.styles.trim()}</style>${scripts}</head>
<body>${page.body}${inline}</body></html>`;
  return new Response(html, { status: page.status ?? 200, headers: frameHeaders(nonce, page) });
}

function frameHeaders(nonce: string, page: FramePage): Record<string, string> {
  const { settings, policy, scriptHosts, connectHosts } = page;
  const directives = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' ${scriptHosts ?? ""}`.trim(),
    `style-src 'nonce-${nonce}'`,
    "font-src 'self'",
    `connect-src ${connectHosts ?? "'none'"}`,
    "base-uri 'none'",
    // Every ancestor counts, so an embedded page needs the firm's site allowed too. The frame tells what it knows to a page of this
    // very origin only, whoever frames it.
    `frame-ancestors ${settings.isEmbedded ? "*" : "'self'"}`,
    ...policy,
  ];
  return {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": directives.join("; "),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
  };
}
