import type { Page } from "playwright-core";

/** What holds the focus: the name by which a person knows it, and whether anything shows that it does. */
export type Focus = { name: string; isShown: boolean };

/** Presses Tab, or shift and Tab, and reads what has the focus then, within frames too. */
export async function pressTab(page: Page, key: "Tab" | "Shift+Tab" = "Tab"): Promise<Focus> {
  await page.keyboard.press(key);
  return readFocus(page);
}

export async function readFocus(page: Page): Promise<Focus> {
  for (const frame of [...page.frames()].reverse()) {
    const found = await frame.evaluate(inspectFocus).catch(() => null);
    if (found) return found;
  }
  return { name: "", isShown: false };
}

/**
 * Presses Tab until the thing of that name has the focus.
 * @returns the names on the way, the last one included
 * @throws Error when it is not reached, or when on the way nothing shows where the focus is
 */
export async function tabTo(page: Page, name: string | RegExp): Promise<string[]> {
  const names: string[] = [];
  for (let press = 0; press < 60; press += 1) {
    const focus = await pressTab(page);
    names.push(focus.name);
    if (focus.name !== "" && !focus.isShown) throw new Error(`Nothing shows that "${focus.name}" has the focus.`);
    if (typeof name === "string" ? focus.name === name : name.test(focus.name)) return names;
  }
  throw new Error(`Tab does not lead to ${name}. It led to: ${names.join(" / ")}`);
}

/** Runs in the page. Null when the focus is not in this document, or is in a frame within it. */
function inspectFocus(): Focus | null {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body || element.tagName === "IFRAME") return null;
  const labels = "labels" in element ? (element.labels as NodeListOf<HTMLLabelElement> | null) : null;
  const name = element.getAttribute("aria-label") ?? labels?.[0]?.textContent ?? element.textContent ?? "";
  // A radio that is drawn by its label, a field that is drawn by its frame.
  const drawn = [element, element.parentElement, element.parentElement?.parentElement].filter((part) => part != null);
  const look = () =>
    drawn.map((part) => {
      const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor } =
        getComputedStyle(part);
      return [outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor].join();
    });
  const label = name.replace(/\s+/g, " ").trim();
  // Tab passes through a date part by part, and a second blur would send it back to the first.
  const memory = window as typeof window & { lastLookedAt?: Element };
  if (memory.lastLookedAt === element && element.getAttribute("type") === "date") return { name: label, isShown: true };
  memory.lastLookedAt = element;
  const focused = look();
  element.blur();
  const blurred = look();
  element.focus();
  return { name: label, isShown: focused.join() !== blurred.join() };
}
