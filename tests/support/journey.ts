import type { BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterEach, beforeEach, expect, inject } from "vitest";
import { useBrowser } from "./browser";
import { guardRequests } from "./request-guard";
import { guardServerLog } from "./server-log";
import { type StaffRole, signIn } from "./sign-in";

export const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const;
export const DESK = { viewport: { width: 1440, height: 900 } } as const;

export type Journey = {
  /** A client's browser, a phone unless said otherwise, without any cookie. */
  newClient(options?: BrowserContextOptions): Promise<Page>;
  /** A signed-in member of staff at a desk unless said otherwise. */
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
  const sessions = new Map<StaffRole, Awaited<ReturnType<BrowserContext["storageState"]>>>();
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
    const storageState = sessions.get(role);
    const context = await newContext({ ...options, storageState });
    const page = await context.newPage();
    if (storageState === undefined) {
      await signIn(page, role);
      sessions.set(role, await context.storageState());
    }
    return page;
  }

  return { newContext, newStaff, newClient: async (options = PHONE) => (await newContext(options)).newPage() };
}
