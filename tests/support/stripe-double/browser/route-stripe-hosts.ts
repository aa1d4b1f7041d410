import type { BrowserContext } from "playwright-core";

const HOSTS = /^https:\/\/[a-z]+\.stripe\.com\//;

/**
 * Lets a browser meet the double at js.stripe.com, hooks.stripe.com and api.stripe.com, so that pages and their CSP are those of a real
 * installation. Answers the addresses that were asked for.
 */
export async function routeStripeHosts(context: BrowserContext, doubleUrl: string): Promise<string[]> {
  const seen: string[] = [];
  await context.route(HOSTS, async (route) => {
    const request = route.request();
    const { pathname, search } = new URL(request.url());
    seen.push(request.url());
    const answer = await fetch(doubleUrl + pathname + search, {
      method: request.method(),
      headers: {
        "content-type": request.headers()["content-type"] ?? "text/plain",
        "user-agent": request.headers()["user-agent"] ?? "",
      },
      body: request.postData() ?? undefined,
    });
    await route.fulfill({
      status: answer.status,
      contentType: answer.headers.get("content-type") ?? "text/plain",
      body: await answer.text(),
    });
  });
  return seen;
}
