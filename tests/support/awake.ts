import type { Page } from "playwright-core";

const AWAKE_WITHIN_MS = 30_000;

/**
 * From now on `goto` and `reload` of the page come back only when its scripts answer: a press before that is lost, as it is for anybody,
 * and a busy machine widens the gap. Whoever names another moment with `waitUntil` than "load" gets that one.
 */
export function waitForScripts(page: Page): void {
  const goto = page.goto.bind(page);
  const reload = page.reload.bind(page);
  page.goto = async (url, options) => {
    const answer = await goto(url, options);
    if ((options?.waitUntil ?? "load") === "load") await untilAwake(page);
    return answer;
  };
  page.reload = async (options) => {
    const answer = await reload(options);
    if ((options?.waitUntil ?? "load") === "load") await untilAwake(page);
    return answer;
  };
}

/** Waits until React has taken over all that the server sent, and has nothing left to do. */
export async function untilAwake(page: Page): Promise<void> {
  for (;;) {
    try {
      if (await page.evaluate(waitUntilAwake, AWAKE_WITHIN_MS)) return;
    } catch (error) {
      // The page went on to another one meanwhile.
      if (!/context was destroyed|navigat/i.test(String(error))) throw error;
      await page.waitForLoadState();
      continue;
    }
    throw new Error(`The scripts of ${page.url()} did not answer within ${AWAKE_WITHIN_MS / 1000} s.`);
  }
}

/** Runs in the page. A page without the app's scripts, a file say, is awake at once. */
async function waitUntilAwake(limitMs: number): Promise<boolean> {
  type Fiber = {
    memoizedState: { isDehydrated?: boolean; dehydrated?: unknown } | null;
    child: Fiber | null;
    sibling: Fiber | null;
    tag: number;
    stateNode: { current: Fiber };
  };
  const SUSPENSE = 13;

  /** What is still as the server sent it: the whole page, or a part that wakes by itself. */
  function isAwake(): boolean {
    const key = Object.keys(document).find((name) => name.startsWith("__reactContainer$"));
    if (key === undefined) return document.querySelector("script[src*='/_next/static/']") === null;
    const root = (document as unknown as Record<string, Fiber>)[key]?.stateNode.current;
    if (!root || root.memoizedState?.isDehydrated) return false;
    const left = [root];
    for (let fiber = left.pop(); fiber; fiber = left.pop()) {
      if (fiber.tag === SUSPENSE && fiber.memoizedState?.dehydrated) return false;
      if (fiber.sibling) left.push(fiber.sibling);
      if (fiber.child) left.push(fiber.child);
    }
    return true;
  }

  const until = performance.now() + limitMs;
  while (!isAwake()) {
    if (performance.now() > until) return false;
    await new Promise((done) => setTimeout(done, 10));
  }
  await new Promise((done) => requestIdleCallback(done, { timeout: 500 }));
  return true;
}
