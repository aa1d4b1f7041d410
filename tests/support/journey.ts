import type { BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterEach, beforeEach, expect, inject } from "vitest";
import { signInByPost } from "./ask";
import { useBrowser } from "./browser";
import { guardRequests } from "./request-guard";
import { guardServerLog } from "./server-log";
import { PASSWORD, STAFF, type StaffRole } from "./sign-in";

export const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const;
export const DESK = { viewport: { width: 1440, height: 900 } } as const;

export type Journey = {
  /** A client's browser, a phone unless said otherwise, without any cookie. */
  newClient(options?: BrowserContextOptions): Promise<Page>;
  /** A signed-in member of staff at a desk unless said otherwise; no page is open yet. */
  newStaff(role: StaffRole, options?: BrowserContextOptions): Promise<Page>;
  /** A context under the same watch. */
  newContext(options?: BrowserContextOptions): Promise<BrowserContext>;
};

/**
 * The journeys' app in a browser under watch: a test fails when a page logs an error, when the server does, or when the number of a
 * card or bank account is in any request or in the log.
 */
export function useJourney(): Journey {
  const browser = useBrowser();
  const sessions = new Map<StaffRole, Cookie>();
  let guards: ReturnType<typeof guardRequests>[] = [];
  guardServerLog();
  beforeEach(() => {
    guards = [];
  });
  afterEach(async () => {
    const leaks = await Promise.all(guards.map((guard) => guard.findLeaks()));
    expect(leaks.flat()).toEqual([]);
  });

  async function newContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const context = await browser.newContext({ baseURL: inject("appUrl"), ...options });
    guards.push(guardRequests(context, inject("stripeUrl")));
    return context;
  }

  async function newStaff(role: StaffRole, options: BrowserContextOptions = DESK): Promise<Page> {
    const cookie = sessions.get(role) ?? (await openSession(role));
    sessions.set(role, cookie);
    const context = await newContext(options);
    await context.addCookies([cookie]);
    return context.newPage();
  }

  return { newContext, newStaff, newClient: async (options = PHONE) => (await newContext(options)).newPage() };
}

type Cookie = Parameters<BrowserContext["addCookies"]>[0][number];

/** Without the browser, which would take seconds for it; that the form on the screen signs in is a journey of its own. */
async function openSession(role: StaffRole): Promise<Cookie> {
  const [name = "", ...value] = (await signInByPost(STAFF[role], PASSWORD)).split("=");
  return { name, value: value.join("="), url: inject("appUrl"), httpOnly: true, sameSite: "Lax" };
}
