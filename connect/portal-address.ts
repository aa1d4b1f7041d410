import { readConnectionKey } from "@/lib/connections/rules";

/** Where the portal is, and who calls it. */
export type PortalAddress = {
  /** Without a slash at the end. */
  url: string;
  connectionId: string;
  secret: string;
};

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** What is wrong with a portal's address, in words; null when nothing is. */
export function problemOfPortalUrl(text: string): string | null {
  if (!URL.canParse(text)) return `"${text}" is no address. Write it as in a browser: https://pay.example.com`;
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:")
    return `The address must begin with https://, not with ${url.protocol}`;
  if (url.username || url.password || url.search || url.hash)
    return "The address must be the portal's own, without user, question mark or #.";
  if (url.protocol === "http:" && !LOOPBACK.test(url.hostname))
    return `The address must begin with https://. Over http:// anyone between here and ${url.hostname} could read what is said.`;
  return null;
}

/** @throws Error in words when the address or the key cannot be used */
export function readPortalAddress(url: string, key: string): PortalAddress {
  const problem = problemOfPortalUrl(url);
  if (problem) throw new Error(problem);
  const parts = readConnectionKey(key);
  if (!parts) throw new Error('The key is not whole. It begins with "dpc_con_"; copy it again from Connect settings.');
  return { url: url.replace(/\/+$/, ""), ...parts };
}
