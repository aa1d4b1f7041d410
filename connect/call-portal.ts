import { LINE_HEADERS, LINE_PATH, type LineCall } from "@/lib/connections/model";
import { signCall } from "@/lib/connections/sign-call";
import type { Clock } from "@/lib/platform/clock";
import type { Ids } from "@/lib/platform/ids";
import type { PortalAddress } from "./portal-address";

/** What became of a call. `refused`: the portal understood it and says no; `unreachable`: it may work the next time. */
export type CallResult =
  | { kind: "ok"; value: unknown }
  | { kind: "refused"; code: string; words: string }
  | { kind: "unreachable"; words: string; retryAfterSeconds: number | null };

export type Caller = { portal: PortalAddress; clock: Clock; ids: Ids };

/**
 * One signed call to the portal. `json` is sent as it is. Each try has a time and nonce of its own, so that a repeat is no replay.
 * Never throws, and never follows a redirect: a signed body goes to the portal or nowhere.
 */
export async function callPortal(
  { portal, clock, ids }: Caller,
  call: { name: LineCall; json: string; timeoutMs: number; signal?: AbortSignal },
): Promise<CallResult> {
  const body = Buffer.from(call.json);
  const time = clock.now().toISOString();
  const nonce = ids.token();
  const timeout = AbortSignal.timeout(call.timeoutMs);
  try {
    const response = await fetch(`${portal.url}${LINE_PATH}/${call.name}`, {
      method: "POST",
      redirect: "manual",
      headers: {
        "content-type": "application/json",
        [LINE_HEADERS.connection]: portal.connectionId,
        [LINE_HEADERS.time]: time,
        [LINE_HEADERS.nonce]: nonce,
        [LINE_HEADERS.signature]: signCall(portal.secret, { name: call.name, time, nonce, body }),
      },
      body,
      signal: call.signal ? AbortSignal.any([call.signal, timeout]) : timeout,
    });
    return await readResult(response);
  } catch (error) {
    return { kind: "unreachable", words: explainNetwork(error, portal.url), retryAfterSeconds: null };
  }
}

const LASTING = [401, 409, 413, 422];

async function readResult(response: Response): Promise<CallResult> {
  const text = await response.text();
  const retryAfterSeconds = Number(response.headers.get("retry-after")) || null;
  const body = readJson(text);
  if (response.status === 200 && body) return { kind: "ok", value: body };
  if (response.status >= 300 && response.status < 400) {
    const words = `The portal's address leads to ${response.headers.get("location") ?? "elsewhere"}. Write that address into the settings.`;
    return { kind: "refused", code: "moved", words };
  }
  if (LASTING.includes(response.status) && typeof body?.code === "string")
    return { kind: "refused", code: body.code, words: String(body.detail ?? body.title ?? "") };
  if (response.status === 404) {
    const words = "There is no Docketpay of this version at the portal's address. Check the address.";
    return { kind: "refused", code: "not_found", words };
  }
  const words = body?.detail ? String(body.detail) : `The portal, or a proxy before it, answered ${response.status}.`;
  return { kind: "unreachable", words, retryAfterSeconds };
}

function readJson(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/;

/** What a failed connection means, and where to look. */
export function explainNetwork(error: unknown, url: string): string {
  const { host, hostname } = new URL(url);
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  const name = error instanceof Error ? error.name : "";
  if (name === "TimeoutError" || code === "UND_ERR_CONNECT_TIMEOUT" || code === "ETIMEDOUT")
    return `${host} did not answer in time. Check the network, and whether a firewall lets this machine out to it.`;
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return `The name ${hostname} is not known here. Check the address and this machine's DNS.`;
  if (code === "ECONNREFUSED") return `Nothing answers at ${host}. Check the address, and whether the portal runs.`;
  if (CERTIFICATE.test(code))
    return `The certificate of ${host} is not trusted here (${code}). If a proxy of the firm opens TLS, give its root to Node in NODE_EXTRA_CA_CERTS.`;
  if (code === "EHOSTUNREACH" || code === "ENETUNREACH" || code === "EACCES")
    return `There is no way to ${host} from this machine (${code}). Check the network and its firewall.`;
  return `The connection to ${host} broke off${code ? ` (${code})` : ""}.`;
}
