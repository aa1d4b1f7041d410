import { isLocale } from "@/lib/i18n/model";

/** Headers of every page. The nonce is new for each response. */
export function contentSecurityPolicy(nonce: string, isDevelopment: boolean): string {
  const script = isDevelopment ? "'unsafe-eval'" : "";
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic' ${script}`.trim(),
    // The development overlay brings style elements of its own.
    isDevelopment ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    // Attributes only: the measures that components compute. No style element or sheet from elsewhere passes.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
    "frame-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** What every answer carries, whatever its kind. `isMoney` = pages of one token, which must leave no trace elsewhere. */
export function commonHeaders(isMoney: boolean): Record<string, string> {
  return {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": isMoney ? "no-referrer" : "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(self)",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
  };
}

/** Notes for the pages, on the request: where it goes, in which language, and the policy whose nonce Next puts on its scripts. */
export function requestNotes(path: string, lang: string | null, policy: string | null): Record<string, string | null> {
  return {
    "x-docketpay-area": path.startsWith("/staff") ? "staff" : "public",
    "x-docketpay-path": path,
    "x-docketpay-lang": isLocale(lang) ? lang : null,
    "content-security-policy": policy,
  };
}

/** All headers of an answer. `policy` is null for a gateway's frame, which brings its own. */
export function answerHeaders(isMoney: boolean, policy: string | null): Record<string, string> {
  const framing: Record<string, string> = policy
    ? { "Content-Security-Policy": policy, "X-Frame-Options": "DENY" }
    : {};
  return { ...commonHeaders(isMoney), ...framing, "X-Robots-Tag": "noindex, nofollow", "Cache-Control": "no-store" };
}

const BEARER_ROUTES = ["/api/v1", "/api/cron", "/api/webhooks", "/api/connect"];
const SAFE_METHODS = ["GET", "HEAD", "OPTIONS"];

/**
 * True when another site may have sent this request with the user's cookies. Compares Origin with Host, not with APP_URL, so that
 * the program answers on every name it is reached by. Routes that take no cookie are exempt. A request with neither header comes from
 * a program and not from a browser: every browser names the origin of what it posts, so it carries nobody else's cookies.
 */
export function isCrossSite(request: { method: string; path: string; header(name: string): string | null }): boolean {
  if (SAFE_METHODS.includes(request.method)) return false;
  if (BEARER_ROUTES.some((route) => request.path === route || request.path.startsWith(`${route}/`))) return false;
  const site = request.header("sec-fetch-site");
  if (site !== null) return site !== "same-origin" && site !== "none";
  const origin = request.header("origin");
  if (origin === null) return false;
  const from = hostOf(origin);
  return from === null || from !== request.header("host")?.toLowerCase();
}

/**
 * True for a sign-in that Next would not read: its forms are sent as multipart/form-data, and for any other it shows the page anew as
 * if nothing had been posted.
 */
export function isUnreadSignIn(request: {
  method: string;
  path: string;
  header(name: string): string | null;
}): boolean {
  if (request.method !== "POST" || request.path !== "/sign-in") return false;
  return /^application\/x-www-form-urlencoded\b/i.test(request.header("content-type") ?? "");
}

/**
 * True for what the script of an open page sends: an action, or an upload. Whoever was signed out meanwhile is told so by its own
 * answer, in words and with all that was typed still there; led to the sign-in, the script would take that page for the answer.
 */
export function isSentByScript(request: {
  method: string;
  path: string;
  header(name: string): string | null;
}): boolean {
  if (request.method !== "POST") return false;
  return request.header("next-action") !== null || UPLOADS.test(request.path);
}

/** Handlers, behind which no page is drawn. */
const UPLOADS =
  /^\/staff\/(payers\/import\/(preview|save)|send\/bulk\/upload|invoices\/attach|settings\/branding\/logo|pages\/picture)$/;

/**
 * A page without a referrer posts its forms with the origin "null", which Next takes for another site's. Where the browser itself says
 * that the post comes from this site, this is the origin that it left out; else null.
 */
export function unsaidOrigin(header: (name: string) => string | null): string | null {
  const host = header("host");
  const isOwn = header("origin") === "null" && header("sec-fetch-site") === "same-origin";
  return isOwn && host ? `http://${host}` : null;
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
