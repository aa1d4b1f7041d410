import { lookup as lookUp } from "node:dns";
import { request as plainRequest } from "node:http";
import { request } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import type { CallError, CallResult } from "../model";
import { isPublicAddress } from "./public-address";

const ANSWER_WITHIN_MS = 10_000;

export type Call = { url: string; body: string; headers: Record<string, string>; allowsLocal: boolean };

/**
 * Posts one event. The name is looked up here and the very address that was judged is called, so that a name which changes its mind
 * between look and call leads nowhere else; redirections are not followed. Throws nothing.
 */
export function callEndpoint({ url: text, body, headers, allowsLocal }: Call): Promise<CallResult> {
  const url = new URL(text);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  // A written-out address is never looked up.
  if (!allowsLocal && isIP(host) !== 0 && !isPublicAddress(host)) return Promise.resolve(failed("address_private"));
  if (!allowsLocal && url.protocol !== "https:") return Promise.resolve(failed("refused"));
  return new Promise((resolve) => {
    const send = url.protocol === "https:" ? request : plainRequest;
    const call = send(url, {
      method: "POST",
      agent: false,
      lookup: allowsLocal ? undefined : lookUpPublic,
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      headers: { ...headers, "content-type": "application/json", "content-length": Buffer.byteLength(body) },
    });
    call.on("response", (answer) => {
      const status = answer.statusCode ?? 0;
      // What it says is of no use here, and may have no end.
      answer.destroy();
      const isTaken = status >= 200 && status < 300;
      resolve({ isTaken, status, error: isTaken ? "" : "refused" });
    });
    call.on("error", (error) => resolve(failed(wordOf(error))));
    // An answer that is none (101 Switching Protocols) ends without a response and without an error.
    call.on("close", () => resolve(failed("unreachable")));
    call.end(body);
  });
}

class PrivateAddress extends Error {}

const lookUpPublic: LookupFunction = (host, options, done) => {
  lookUp(host, { ...options, all: true }, (error, found) => {
    if (error) return done(error, "", 0);
    const [first] = found;
    if (!first || found.some(({ address }) => !isPublicAddress(address))) return done(new PrivateAddress(), "", 0);
    return options.all ? done(null, found) : done(null, first.address, first.family);
  });
};

function wordOf(error: Error & { code?: string }): CallError {
  if (error instanceof PrivateAddress) return "address_private";
  if (error.name === "TimeoutError" || error.name === "AbortError") return "timeout";
  return error.code === "ENOTFOUND" ? "address_unknown" : "unreachable";
}

function failed(error: CallError): CallResult {
  return { isTaken: false, status: 0, error };
}
