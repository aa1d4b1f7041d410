import type { ServerResponse } from "node:http";
import { findHeldRequest } from "./held-request";

/**
 * Writes another content security policy for the page that is being drawn; null leaves it. Where no answer is held, or its head has been
 * sent, it stays as it was. Answers the response that was changed.
 */
export function changePolicy(change: (policy: string) => string | null): ServerResponse | null {
  const response = findHeldRequest()?.response;
  if (!response || response.headersSent) return null;
  const policy = response.getHeader("content-security-policy");
  const changed = typeof policy === "string" ? change(policy) : null;
  if (changed === null) return null;
  response.setHeader("Content-Security-Policy", changed);
  return response;
}
