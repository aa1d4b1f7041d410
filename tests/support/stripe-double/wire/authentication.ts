import type { IncomingHttpHeaders } from "node:http";
import { API_VERSION, accountOfKey } from "../state/world";
import { refuse } from "./failures";

/** The account of the secret key, sent as a Basic user name or as a Bearer token. @throws StripeFailure 401 */
export function authenticate(headers: IncomingHttpHeaders): string {
  const key = readKey(headers.authorization ?? "");
  if (key === null || key === "")
    throw refuse(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
      { status: 401 },
    );
  if (key.startsWith("pk_"))
    throw refuse("This API call cannot be made with a publishable API key. Please use a secret API key.", {
      code: "secret_key_required",
      status: 401,
    });
  const account = accountOfKey(key);
  if (account === null)
    throw refuse(`Invalid API Key provided: ${key.slice(0, 8)}${"*".repeat(8)}${key.slice(-4)}`, { status: 401 });
  if (headers["stripe-account"] !== undefined)
    throw refuse("The provided key does not have access to that account (or the account does not exist).", {
      code: "account_invalid",
      status: 403,
    });
  return account;
}

function readKey(header: string): string | null {
  const [scheme = "", value = ""] = header.split(/\s+/);
  if (/^bearer$/i.test(scheme)) return value;
  if (!/^basic$/i.test(scheme)) return null;
  return Buffer.from(value, "base64").toString("utf8").split(":")[0] ?? null;
}

/** Stripe falls back on the account's own version; this double asks for the pinned one, so that an SDK of another cannot slip in. */
export function checkVersion(headers: IncomingHttpHeaders): void {
  const version = headers["stripe-version"];
  if (version === API_VERSION) return;
  throw refuse(
    version === undefined
      ? `No Stripe-Version was sent. This double speaks ${API_VERSION} only.`
      : `Invalid Stripe API version: ${String(version)}. This double speaks ${API_VERSION} only.`,
  );
}
