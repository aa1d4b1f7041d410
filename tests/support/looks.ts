import type { BrowserContextOptions, Page } from "playwright-core";

/** The four themes as a device asks for them, and the colours that a system may force upon all. */
export const THEMES = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  "hc-light": { colorScheme: "light", contrast: "more" },
  "hc-dark": { colorScheme: "dark", contrast: "more" },
  forced: { colorScheme: "dark", forcedColors: "active" },
} as const satisfies Record<string, BrowserContextOptions>;
export type ThemeName = keyof typeof THEMES;
export const THEME_NAMES = Object.keys(THEMES) as ThemeName[];
export const LANGUAGES = ["en", "fr", "es"] as const;

export type Screen = { name: string; width: number; height: number; zoom: 1 | 4 };
/** The smallest screen, a phone, a tablet, a desk. */
export const SCREENS = {
  smallest: { name: "320", width: 320, height: 844, zoom: 1 },
  phone: { name: "390", width: 390, height: 844, zoom: 1 },
  tablet: { name: "768", width: 768, height: 900, zoom: 1 },
  desk: { name: "1440", width: 1440, height: 900, zoom: 1 },
  // A window of 1280 x 1024 at 400 percent, as WCAG 2.2 means it (1.4.4 and 1.4.10): it shows 320 x 256 CSS pixels, each 4 x 4 dots.
  zoomed: { name: "400-percent", width: 320, height: 256, zoom: 4 },
} as const satisfies Record<string, Screen>;

/** Shows the page on that screen, and waits until it has moved into its place. Once zoomed, a page stays so. */
export async function showOn(page: Page, { width, height, zoom }: Screen): Promise<void> {
  await page.setViewportSize({ width, height });
  if (zoom !== 1) {
    // Playwright sets the dots only when it opens a page. They hold as long as this session, which ends with the page.
    const devtools = await page.context().newCDPSession(page);
    const metrics = { width, height, deviceScaleFactor: zoom, mobile: false };
    await devtools.send("Emulation.setDeviceMetricsOverride", metrics);
  }
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 60))));
  const seen = await page.evaluate(() => [window.innerWidth, window.innerHeight, window.devicePixelRatio].join());
  if (seen !== [width, height, zoom].join())
    throw new Error(`The page was to be seen at ${width}, ${height}, ${zoom} and is at ${seen}.`);
}

/** What is too wide for the page, and what is cut off, in words. */
export async function findLayoutFaults(page: Page): Promise<string[]> {
  const faults = await Promise.all(page.frames().map((frame) => frame.evaluate(inspectLayout).catch(() => [])));
  return [...faults.flat(), ...(await page.evaluate(inspectStandingParts))];
}

/** Runs in the page. */
function inspectLayout(): string[] {
  const root = document.documentElement;
  const faults: string[] = [];
  if (root.scrollWidth > window.innerWidth)
    faults.push(`The page is ${root.scrollWidth - window.innerWidth} px too wide.`);
  const nameOf = (element: Element) =>
    `${element.tagName.toLowerCase()}.${String(element.getAttribute("class") ?? "").replaceAll(" ", ".")} "${(element.textContent ?? "").trim().slice(0, 40)}"`;
  for (const element of document.body.querySelectorAll<HTMLElement>("*")) {
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const isHidden = style.visibility === "hidden" || box.width <= 1 || box.height <= 1 || style.display === "inline";
    const hasText = [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
    );
    if (isHidden || !hasText || element.closest("[aria-hidden=true], .sr-only, noscript")) continue;
    const isScrolled = /auto|scroll/.test(style.overflowX + style.overflowY);
    if (!isScrolled && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
      faults.push(`${nameOf(element)} is ${element.scrollWidth - element.clientWidth} px wider than its box.`);
    if (/hidden|clip/.test(style.overflowY) && element.scrollHeight > element.clientHeight + 1)
      faults.push(`${nameOf(element)} is cut off below.`);
  }
  return faults;
}

/** Runs in the page: parts that stay while the page scrolls may not take more than half of a low screen. */
function inspectStandingParts(): string[] {
  const before = window.scrollY;
  const room = document.documentElement.scrollHeight - window.innerHeight;
  if (room < 1) return [];
  window.scrollTo({ top: room / 2, behavior: "instant" });
  const step = 8;
  const points = Math.floor(window.innerHeight / step);
  let covered = 0;
  const names = new Set<string>();
  for (let point = 0; point < points; point += 1) {
    const found = document.elementFromPoint(window.innerWidth / 2, point * step + step / 2);
    for (let part: Element | null = found; part; part = part.parentElement) {
      if (part.matches("dialog, [role=dialog]")) return [];
      const { position, top, bottom } = getComputedStyle(part);
      if (position !== "fixed" && (position !== "sticky" || (top === "auto" && bottom === "auto"))) continue;
      covered += 1;
      names.add(`${part.tagName.toLowerCase()}.${part.getAttribute("class") ?? ""}`);
      break;
    }
  }
  window.scrollTo({ top: before, behavior: "instant" });
  return covered > points / 2 ? [`${[...names].join(", ")} cover ${covered * step} of ${window.innerHeight} px.`] : [];
}
