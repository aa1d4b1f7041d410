import { headers } from "next/headers";
import { takeFromLimit } from "@/lib/platform/rate-limit";
import { callerAddress } from "./peer-address";

export type PublicRequest = { ip: string; host: string; nonce: string | undefined };

/** First line of a page that is opened by a token: limits guessing by address. @throws AppError rate_limited */
export async function receivePublicRequest(): Promise<PublicRequest> {
  const received = await headers();
  const ip = callerAddress(received);
  await takeFromLimit("token-page-address", ip);
  const nonce = /'nonce-([^']+)'/.exec(received.get("content-security-policy") ?? "")?.[1];
  return { ip, host: received.get("host") ?? "", nonce };
}
