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
/** The smallest screen, a phone, a tablet, a desk. 320 is also 1280 at 400 percent. */
export const WIDTHS = [320, 390, 768, 1440] as const;

export function heightFor(width: number): number {
  return width < 700 ? 844 : 900;
}

/** What is too wide for the page, and what is cut off, in words. */
export async function findLayoutFaults(page: Page): Promise<string[]> {
  const faults = await Promise.all(page.frames().map((frame) => frame.evaluate(inspectLayout).catch(() => [])));
  return faults.flat();
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
