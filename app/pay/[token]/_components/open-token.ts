import { type PublicRequest, receivePublicRequest } from "@/lib/http/public-request";
import { type FoundLink, findPublicLink } from "@/lib/pay-links/find-public-link";

/** The request and what its token opens; nothing is looked up for an address that asked too often. */
export async function openToken(token: string): Promise<{ request: PublicRequest; found: FoundLink | null }> {
  const request = await receivePublicRequest();
  return { request, found: request.isLimited ? null : await findPublicLink(token) };
}
