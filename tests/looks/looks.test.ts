import { mkdirSync, writeFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { expectAccessible } from "../support/accessibility";
import { listPagesToSee, type PageToSee } from "../support/all-pages";
import { expectConsole } from "../support/console-guard";
import { type Journey, useJourney } from "../support/journey";
import {
  findLayoutFaults,
  LANGUAGES,
  SCREENS,
  type Screen,
  showOn,
  THEME_NAMES,
  THEMES,
  type ThemeName,
} from "../support/looks";
import { paymentFields } from "../support/pay-page";

const PAGES = 133;
/** A folder: every page in every look, with pictures there. Otherwise each page in one look, another one for each. */
const FOLDER = process.env.PICTURES_FOLDER ?? "";

type Look = { theme: ThemeName; language: (typeof LANGUAGES)[number]; screens: readonly Screen[] };

const ALL_LOOKS: Look[] = THEME_NAMES.flatMap((theme) =>
  LANGUAGES.map((language) => ({ theme, language, screens: Object.values(SCREENS) })),
);

/** Over the pages every theme meets every language, and each screen meets them all. */
function looksFor(index: number): Look[] {
  if (FOLDER) return ALL_LOOKS;
  const { smallest, phone, tablet, desk, zoomed } = SCREENS;
  const look = ALL_LOOKS[(index * 7) % ALL_LOOKS.length];
  const screens = index % 2 ? [smallest, desk, zoomed] : [phone, tablet, zoomed];
  return [{ theme: "light", language: "fr", ...look, screens }];
}

async function openPage(journey: Journey, page: PageToSee, { theme, language }: Look): Promise<Page> {
  const options = { ...THEMES[theme], viewport: { width: 1440, height: 900 } };
  const opened = page.role ? await journey.newStaff(page.role, options) : await journey.newClient(options);
  if (page.status === 404) expectConsole("error", /404/);
  const address = `${page.path}${page.path.includes("?") ? "&" : "?"}lang=${language}`;
  const answer = await opened.goto(address, { waitUntil: "load" });
  expect(answer?.status()).toBe(page.status ?? 200);
  if (page.prepare === "refund") {
    await opened.locator("#refund").click();
    await opened.getByRole("dialog").waitFor();
  }
  if (page.prepare === "bank") await opened.locator("label", { has: opened.locator("input[value=echeck]") }).click();
  if (page.name.startsWith("pay") && (await opened.locator("iframe").count()) > 0)
    await paymentFields(opened)
      .locator("input")
      .first()
      .waitFor()
      .catch(() => undefined);
  return opened;
}

const journey = useJourney();
let pages: PageToSee[] = [];
const index: { page: string; look: string; file: string }[] = [];

async function checkLook(page: PageToSee, look: Look): Promise<string[]> {
  const opened = await openPage(journey, page, look);
  const faults: string[] = [];
  for (const screen of look.screens) {
    await showOn(opened, screen);
    const found = await findLayoutFaults(opened);
    faults.push(...found.map((fault) => `${page.name} ${look.theme} ${look.language} ${screen.name}: ${fault}`));
    if (FOLDER) await takePicture(opened, page, look, screen);
    if (screen !== SCREENS.phone && screen !== SCREENS.tablet) await expectAccessible(opened);
  }
  await opened.context().close();
  return faults;
}

async function takePicture(opened: Page, page: PageToSee, look: Look, { name, zoom }: Screen): Promise<void> {
  const file = `${page.name}-${look.theme}-${look.language}-${name}.png`;
  // Zoomed in, what counts is what one screen shows.
  await opened.screenshot({ path: `${FOLDER}/${file}`, fullPage: page.prepare !== "refund" && zoom === 1 });
  index.push({ page: page.name, look: `${look.theme}, ${look.language}, ${name}`, file });
  writeFileSync(`${FOLDER}/index.json`, JSON.stringify(index));
}

describe("every page", () => {
  beforeAll(async () => {
    if (FOLDER) mkdirSync(FOLDER, { recursive: true });
    pages = await listPagesToSee();
  });

  it("has its number here", () => {
    expect(pages).toHaveLength(PAGES);
  });

  // The pages are known only once the app runs; their count stands here.
  it.each(Array.from({ length: PAGES }, (_, position) => position))(
    "number %i fits its screen in each theme and language, cuts nothing off, and breaks no rule of accessibility",
    async (position) => {
      const page = pages[position];
      if (!page) throw new Error(`There is no page number ${position}.`);
      const faults: string[] = [];
      for (const look of looksFor(position)) faults.push(...(await checkLook(page, look)));
      expect(faults).toEqual([]);
    },
    FOLDER ? 600_000 : 60_000,
  );
});
