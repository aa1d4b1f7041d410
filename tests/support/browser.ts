import { join } from "node:path";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import { waitForScripts } from "./awake";
import { findChromium } from "./chromium";
import { reportConsole } from "./console-guard";
import { makeOutputFolder } from "./output-folder";

const QUIET_FLAGS = [
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-domain-reliability",
  "--no-pings",
  // The same text widths on every machine.
  "--font-render-hinting=none",
];

export type TestBrowser = {
  /** A page in a fresh context: no cookies of another test. It counts as open once its scripts answer. What it logs as an error or throws fails the test (see `expectConsole`). */
  newPage(options?: BrowserContextOptions): Promise<Page>;
  /** A fresh context, for journeys that need two pages of one person. Its pages are watched in the same way. */
  newContext(options?: BrowserContextOptions): Promise<BrowserContext>;
};

export async function launchBrowser(): Promise<Browser> {
  const { executablePath, env } = await findChromium();
  return chromium.launch({
    executablePath,
    env: { ...definedEnv(), ...env },
    args: QUIET_FLAGS,
    chromiumSandbox: false,
  });
}

/**
 * One browser for the test file; every test gets its own contexts, closed after it. A failed test leaves a picture of each of its
 * pages in tests/.output.
 */
export function useBrowser(): TestBrowser {
  let browser: Browser | null = null;
  let contexts: BrowserContext[] = [];

  async function newContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    if (browser === null)
      throw new Error(
        "The browser starts with the first test; ask for pages inside a test or a beforeAll that follows.",
      );
    const context = await browser.newContext({
      locale: "en-US",
      timezoneId: "America/New_York",
      reducedMotion: "reduce",
      ...options,
    });
    context.on("page", watchPage);
    if (options.javaScriptEnabled !== false) context.on("page", waitForScripts);
    contexts.push(context);
    return context;
  }

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterEach(async ({ task }) => {
    const pages = contexts.flatMap((context) => context.pages());
    if (task.result?.state === "fail")
      await Promise.all(pages.map((page, index) => savePicture(page, `${task.name} ${index + 1}`)));
    await Promise.all(contexts.map((context) => context.close()));
    contexts = [];
  });
  afterAll(async () => {
    await browser?.close();
  });
  return { newContext, newPage: async (options) => (await newContext(options)).newPage() };
}

function watchPage(page: Page): void {
  page.on("console", (message) => {
    if (message.type() === "error")
      reportConsole("error", `[page ${page.url()}] ${message.text()} ${message.location().url}`);
  });
  page.on("pageerror", (error) => reportConsole("error", `[page ${page.url()}] ${error.stack ?? error.message}`));
}

async function savePicture(page: Page, name: string): Promise<void> {
  const file = `${name.replace(/[^A-Za-z0-9]+/g, "-").slice(0, 80)}.png`;
  await page.screenshot({ path: join(makeOutputFolder(), file), fullPage: true }).catch(() => undefined);
}

function definedEnv(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
