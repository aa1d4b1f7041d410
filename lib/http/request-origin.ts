import { appUrl, env } from "@/lib/platform/env";

type HeaderBag = { get(name: string): string | null };

const HOST = /^[a-z0-9.-]+(:\d{1,5})?$|^\[[0-9a-f:.]+\](:\d{1,5})?$/i;

/**
 * The address that a request was asked on, without a slash at the end: "https://pay.example.com". The host is the request's own; the
 * scheme is the proxy's word behind TRUSTED_PROXIES, APP_URL's on its own host, else http.
 */
export function requestOrigin(headers: HeaderBag): string {
  const host = headers.get("host") ?? "";
  if (!HOST.test(host)) return appUrl();
  const own = new URL(appUrl());
  if (own.host === host.toLowerCase()) return own.origin;
  return `${isForwardedHttps(headers) ? "https" : "http"}://${host.toLowerCase()}`;
}

function isForwardedHttps(headers: HeaderBag): boolean {
  const trusted = env().TRUSTED_PROXIES.trim();
  if (trusted === "" || trusted === "0") return false;
  return (headers.get("x-forwarded-proto") ?? "").split(",").at(-1)?.trim().toLowerCase() === "https";
}
