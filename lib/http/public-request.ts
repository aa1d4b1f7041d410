import { headers } from "next/headers";
import { AppError } from "@/lib/platform/errors";
import { takeFromLimit } from "@/lib/platform/rate-limit";
import { tellToWait } from "./answer-status";
import { findPreparedHeaders } from "./held-request";
import { callerAddress } from "./peer-address";

export type PublicRequest = {
  ip: string;
  host: string;
  nonce: string | undefined;
  /** Too many from this address: the page must look nothing up and say so. */
  isLimited: boolean;
};

/**
 * First line of a page that is opened by a token: limits guessing by address. Such a page says `force-dynamic`, since the headers of a
 * prepared request are not asked of Next, which would tell it so.
 */
export async function receivePublicRequest(): Promise<PublicRequest> {
  const received = findPreparedHeaders() ?? (await headers());
  const ip = callerAddress(received);
  const nonce = /'nonce-([^']+)'/.exec(received.get("content-security-policy") ?? "")?.[1];
  return { ip, host: received.get("host") ?? "", nonce, isLimited: await isAboveLimit(ip) };
}

async function isAboveLimit(ip: string): Promise<boolean> {
  try {
    await takeFromLimit("token-page-address", ip);
    return false;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "rate_limited") throw error;
    tellToWait(error.retryAfterSeconds ?? 60);
    return true;
  }
}
