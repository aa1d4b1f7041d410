import type { IncomingMessage, ServerResponse } from "node:http";
import { type FoundLink, findPublicLink } from "@/lib/pay-links/find-public-link";
import { openAnswer } from "./answer-status";
import { type PublicRequest, readPublicRequest, receivePublicRequest, tellLimit } from "./public-request";

export type OpenedLink = { request: PublicRequest; found: FoundLink | null };

// One for the process: what runs before Next and what runs in a page are bundled apart.
const holder = globalThis as typeof globalThis & { docketpayOpened?: WeakMap<ServerResponse, Promise<OpenedLink>> };
const PAY_PAGE = /^\/pay\/([A-Za-z0-9_-]+)(?:\?|$)/;

/**
 * Opens the link of a payment page, then lets Next draw the page. A page that waits for the database while it is drawn is sent on in
 * parts and taken up again for each, which costs about a tenth more CPU (npm run bench -- pay-page). What fails, the page says.
 */
export function openAhead(
  request: IncomingMessage,
  response: ServerResponse,
  draw: () => boolean,
  open: (token: string, request: IncomingMessage) => Promise<OpenedLink> = openFor,
): boolean {
  const token = request.method === "GET" ? PAY_PAGE.exec(request.url ?? "")?.[1] : undefined;
  if (token === undefined) return draw();
  const opened = open(token, request);
  holder.docketpayOpened ??= new WeakMap();
  holder.docketpayOpened.set(response, opened);
  opened.then(draw, draw);
  return true;
}

/** For the page: what its token opens, as it was found ahead, else found now. */
export async function findOpened(token: string): Promise<OpenedLink> {
  const response = openAnswer();
  const ahead = response && holder.docketpayOpened?.get(response);
  if (!ahead) return openLink(token, await receivePublicRequest());
  const opened = await ahead;
  tellLimit(opened.request);
  return opened;
}

async function openFor(token: string, { headers }: IncomingMessage): Promise<OpenedLink> {
  return openLink(token, await readPublicRequest({ get: (name) => headers[name]?.toString() ?? null }));
}

async function openLink(token: string, request: PublicRequest): Promise<OpenedLink> {
  return { request, found: request.isLimited ? null : await findPublicLink(token) };
}
