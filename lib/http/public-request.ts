import { headers } from "next/headers";
import { AppError } from "@/lib/platform/errors";
import { takeFromLimit } from "@/lib/platform/rate-limit";
import { tellToWait } from "./answer-status";
import { callerAddress } from "./peer-address";

export type PublicRequest = {
  ip: string;
  host: string;
  nonce: string | undefined;
  /** Too many from this address: the page must look nothing up and say so. */
  isLimited: boolean;
  /** After which another may come; 0 when not limited. */
  waitSeconds: number;
};

/** First line of a page that is opened by a token: limits guessing by address. */
export async function receivePublicRequest(): Promise<PublicRequest> {
  return tellLimit(await readPublicRequest(await headers()));
}

/** The same before a page is drawn. The limit is told by the page: Next begins each with status 200. */
export async function readPublicRequest(received: { get(name: string): string | null }): Promise<PublicRequest> {
  const ip = callerAddress(received);
  const nonce = /'nonce-([^']+)'/.exec(received.get("content-security-policy") ?? "")?.[1];
  const waitSeconds = await secondsToWait(ip);
  return { ip, host: received.get("host") ?? "", nonce, isLimited: waitSeconds > 0, waitSeconds };
}

/** Makes the page that is being drawn for a limited request an answer 429. */
export function tellLimit(request: PublicRequest): PublicRequest {
  if (request.isLimited) tellToWait(request.waitSeconds);
  return request;
}

async function secondsToWait(ip: string): Promise<number> {
  try {
    await takeFromLimit("token-page-address", ip);
    return 0;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "rate_limited") throw error;
    return error.retryAfterSeconds ?? 60;
  }
}
