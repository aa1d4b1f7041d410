import { randomFillSync } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { env } from "@/lib/platform/env";
import { PREPARED_HEADER } from "./held-request";
import { answerHeaders, contentSecurityPolicy, requestNotes } from "./security-headers";
import { sendInOnePiece } from "./send-in-one-piece";

const TOKEN_PAGE = /^(\/(?:pay|receipt|method)\/[A-Za-z0-9_-]+)(?:\?(.*))?$/;

/**
 * Does the proxy's whole work for the pages that clients open by a token, before Next sees the request: passing through the proxy
 * costs as much CPU as a third of a minimal page (npm run bench -- pay-page). Where this does not run, the proxy does.
 */
export function prepareTokenPage(request: IncomingMessage, response: ServerResponse): void {
  // Nobody outside may say that the proxy is not needed.
  delete request.headers[PREPARED_HEADER];
  const [, path, query] = TOKEN_PAGE.exec(request.url ?? "") ?? [];
  if (path === undefined || (request.method !== "GET" && request.method !== "HEAD")) return;
  const nonce = takeNonce();
  const policy = contentSecurityPolicy(nonce, env().NODE_ENV === "development");
  const lang = query ? new URLSearchParams(query).get("lang") : null;
  for (const [name, value] of Object.entries(requestNotes(path, lang, policy))) {
    if (value === null) delete request.headers[name];
    else request.headers[name] = value;
  }
  for (const [name, value] of Object.entries(answerHeaders(true, policy))) response.setHeader(name, value);
  request.headers[PREPARED_HEADER] = "1";
  sendInOnePiece(response);
}

const NONCE_BYTES = 16;
const nonces = Buffer.alloc(256 * NONCE_BYTES);
let usedBytes = nonces.length;

/** 128 random bits. Asking for them one by one costs 15 µs, most of it for the asking. */
function takeNonce(): string {
  if (usedBytes === nonces.length) {
    randomFillSync(nonces);
    usedBytes = 0;
  }
  usedBytes += NONCE_BYTES;
  return nonces.toString("base64", usedBytes - NONCE_BYTES, usedBytes);
}
