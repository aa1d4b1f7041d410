import { AsyncLocalStorage } from "node:async_hooks";
import type { ServerResponse } from "node:http";
import { notFound } from "next/navigation";

// One for the process: what runs before Next and what runs in a page are bundled apart.
const holder = globalThis as typeof globalThis & { docketpayAnswers?: AsyncLocalStorage<ServerResponse> };

/** Keeps the answer of a request within reach of all that is done for it. */
export function holdAnswer<T>(response: ServerResponse, work: () => T): T {
  holder.docketpayAnswers ??= new AsyncLocalStorage();
  return holder.docketpayAnswers.run(response, work);
}

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
  const response = holder.docketpayAnswers?.getStore();
  return response && !response.headersSent ? response : null;
}
