import type { ServerResponse } from "node:http";
import { notFound } from "next/navigation";
import { findHeldRequest } from "./held-request";

/**
 * Makes the page that is being drawn an answer 429 with Retry-After: Next gives a page no status but 200 and 404. Where no answer is
 * held, or its head has been sent, the page's own words must do.
 */
export function tellToWait(seconds: number): void {
  const response = openAnswer();
  if (!response) return;
  response.statusCode = 429;
  response.setHeader("Retry-After", String(seconds));
}

/**
 * Answers 404 with a page's own words. Next's `not-found.tsx` would be drawn beside every page that is found too, which costs each
 * visitor of a payment page a tenth of the answer (npm run bench -- pay-page). Where no answer is held, Next's stands in.
 * @throws what `notFound` throws
 */
export function answerNotFound<Page>(page: Page): Page {
  const response = openAnswer();
  if (!response) return notFound();
  response.statusCode = 404;
  return page;
}

function openAnswer(): ServerResponse | null {
  const response = findHeldRequest()?.response;
  return response && !response.headersSent ? response : null;
}
