import { findHeldRequest } from "./held-request";

const NOBODY = "frame-ancestors 'none'";

/**
 * Lets these sites ("https://www.firm.example") frame the page that is being drawn, where every answer says that nobody may. Where no
 * answer is held, or its head has been sent, it stays so.
 */
export function allowFraming(sites: readonly string[]): void {
  const response = findHeldRequest()?.response;
  if (!response || response.headersSent || sites.length === 0) return;
  const policy = response.getHeader("content-security-policy");
  if (typeof policy !== "string" || !policy.includes(NOBODY)) return;
  response.setHeader("Content-Security-Policy", policy.replace(NOBODY, `frame-ancestors ${sites.join(" ")}`));
  response.removeHeader("X-Frame-Options");
}
