import { changePolicy } from "./change-policy";

const NOBODY = "frame-ancestors 'none'";

/**
 * Lets these sites ("https://www.firm.example") frame the page that is being drawn, where every answer says that nobody may. Where no
 * answer is held, or its head has been sent, it stays so.
 */
export function allowFraming(sites: readonly string[]): void {
  if (sites.length === 0) return;
  changePolicy((policy) =>
    policy.includes(NOBODY) ? policy.replace(NOBODY, `frame-ancestors ${sites.join(" ")}`) : null,
  )?.removeHeader("X-Frame-Options");
}
