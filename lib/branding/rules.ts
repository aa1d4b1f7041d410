import { contrastOf, isColour, type Oklch, toHex, toOklch } from "@/lib/colours/rules";
import { IMAGE_KINDS } from "@/lib/images/model";
import { type AccentCheck, BACKGROUNDS, type BrandChoice, type FirmLogo } from "./model";

const TEXT_RATIO = 4.5;
const WHITE = "#ffffff";
/** Every ground of app/tokens.css on which a link can stand. */
const LIGHT_GROUNDS =
  "#f5f3ec #fffefb #faf8f1 #eceadf #f4f5ee #e9f0ea #fcece8 #fbf0d8 #e2f0e4 #e7eef7 #e8ebf8 #f0efe7".split(" ");
const DARK_GROUNDS =
  "#11181a #192124 #1e272a #0c1214 #212b2e #1d332c #391d1a #35290f #17301f #18293d #232b4d #242d30".split(" ");

/** A firm that never chose anything. */
export const PLAIN: BrandChoice = { accent: "", background: "paper", ground: "#14523f", ground2: "#f5f3ec" };

/**
 * The firm's colour, made darker until white letters on it and its own letters on every light ground can be read (4.5:1); one that can
 * be read already stays.
 */
export function checkAccent(given: string): AccentCheck {
  const used = lightAccent(given);
  return {
    ...{ given, used },
    givenRatio: leastRatio(given),
    usedRatio: leastRatio(used),
    isCorrected: used !== given,
  };
}

function leastRatio(hex: string): number {
  return Math.min(...[WHITE, ...LIGHT_GROUNDS, softOf(toOklch(hex))].map((ground) => contrastOf(hex, ground)));
}

function lightAccent(given: string): string {
  const colour = toOklch(given);
  if (leastRatio(given) >= TEXT_RATIO) return given;
  for (let l = colour.l; l > 0; l -= 0.01) {
    const hex = toHex({ ...colour, l });
    if (leastRatio(hex) >= TEXT_RATIO) return hex;
  }
  return "#000000";
}

function softOf({ c, h }: Oklch): string {
  return toHex({ l: 0.95, c: Math.min(c, 0.025), h });
}

/** The same hue by night: light enough for its letters on every dark ground, with dark letters on it. */
function darkColours(hue: Oklch): { accent: Oklch; label: string; soft: string } {
  const c = Math.min(hue.c, 0.11);
  const label = toHex({ l: 0.2, c: Math.min(c, 0.04), h: hue.h });
  const soft = toHex({ l: 0.29, c: Math.min(c, 0.03), h: hue.h });
  const isRead = (l: number) => {
    const hex = toHex({ l, c, h: hue.h });
    return [label, soft, ...DARK_GROUNDS].every((ground) => contrastOf(hex, ground) >= TEXT_RATIO);
  };
  let l = 0.74;
  while (l < 0.95 && !isRead(l)) l += 0.01;
  return { accent: { l, c, h: hue.h }, label, soft };
}

function accentVariables(given: string): Record<string, string> {
  const accent = lightAccent(given);
  const hue = toOklch(accent);
  // Nearly black has no darker neighbour that anybody would see.
  const step = hue.l < 0.22 ? 0.07 : -0.06;
  const dark = darkColours(hue);
  const night = (more: number) => toHex({ ...dark.accent, l: Math.min(0.98, dark.accent.l + more) });
  return {
    "--brand-accent": accent,
    "--brand-accent-hover": toHex({ ...hue, l: hue.l + step }),
    "--brand-accent-press": toHex({ ...hue, l: hue.l + 2 * step }),
    "--brand-on-accent": WHITE,
    "--brand-accent-soft": softOf(hue),
    "--brand-link": accent,
    "--brand-accent-dark": night(0),
    "--brand-accent-hover-dark": night(0.05),
    "--brand-accent-press-dark": night(0.1),
    "--brand-on-accent-dark": dark.label,
    "--brand-accent-soft-dark": dark.soft,
    "--brand-link-dark": night(0.02),
  };
}

/** Nothing is written on a background: what a page says lies on a sheet. By night it is dark, whatever was chosen. */
function backgroundVariables({ background, ground, ground2 }: BrandChoice): Record<string, string> {
  const night = (hex: string) => {
    const colour = toOklch(hex);
    return toHex({ l: 0.15 + 0.12 * colour.l, c: Math.min(colour.c, 0.05), h: colour.h });
  };
  if (background === "flat") return { "--brand-background": ground, "--brand-background-dark": night(ground) };
  if (background === "gradient")
    return {
      "--brand-background": ground2,
      "--brand-background-image": `linear-gradient(${ground}, ${ground2})`,
      "--brand-background-dark": night(ground2),
      "--brand-background-image-dark": `linear-gradient(${night(ground)}, ${night(ground2)})`,
    };
  if (background === "paper") return {};
  const hue = toOklch(ground);
  const band = (hex: string) => `linear-gradient(${hex} 0 15rem, transparent 15rem)`;
  return {
    "--brand-background": toHex({ l: 0.945, c: Math.min(hue.c, 0.012), h: hue.h }),
    "--brand-background-image": band(ground),
    "--brand-background-dark": toHex({ l: 0.2, c: Math.min(hue.c, 0.015), h: hue.h }),
    "--brand-background-image-dark": band(toHex({ l: 0.33, c: Math.min(hue.c, 0.08), h: hue.h })),
  };
}

/** All that pages and mails read of a choice, as CSS variables. */
export function brandVariables(choice: BrandChoice): Record<string, string> {
  return { ...(choice.accent === "" ? {} : accentVariables(choice.accent)), ...backgroundVariables(choice) };
}

/** The variables among what is kept of a firm's brand. */
export function keptVariables(brand: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(brand).filter(([name]) => name.startsWith("--brand-")));
}

/** What is kept of a firm's brand, read with the firm's row: the choice, the logo, and the variables derived from the choice. */
export function keptBrand(choice: BrandChoice, logo: Omit<FirmLogo, "url"> | null): Record<string, string> {
  return {
    ...brandVariables(choice),
    ...choice,
    ...(logo && {
      logo: logo.id,
      logoKind: logo.kind,
      logoWidth: String(logo.width),
      logoHeight: String(logo.height),
      ...(logo.hasName && { logoHasName: "yes" }),
    }),
  };
}

/** The choice that was kept; brands from before there was a choice are read from their variables. */
export function choiceOf(brand: Readonly<Record<string, string>>): BrandChoice {
  const colour = (text: string | undefined, otherwise: string) => (text && isColour(text) ? text : otherwise);
  const accent = colour(brand.accent ?? brand["--brand-accent"], "");
  const background = BACKGROUNDS.find((known) => known === brand.background);
  return {
    accent,
    background: background ?? ("--brand-background" in brand ? "two_tone" : "paper"),
    ground: colour(brand.ground, accent || PLAIN.ground),
    ground2: colour(brand.ground2, PLAIN.ground2),
  };
}

/** The firm's logo, if it has one. The address names its content, so that it may be kept for ever. */
export function logoOf({
  firmId,
  brand,
}: {
  firmId: string;
  brand: Readonly<Record<string, string>>;
}): FirmLogo | null {
  const { logo: id, logoKind, logoWidth, logoHeight, logoHasName } = brand;
  const kind = IMAGE_KINDS.find((known) => known === logoKind);
  if (!id || !kind) return null;
  const [width, height] = [Number(logoWidth), Number(logoHeight)];
  return { id, url: `/logo/${firmId}/${id}`, kind, width, height, hasName: logoHasName === "yes" };
}

const ON_PAGES = { width: 192, height: 44 };

/** The logo in the size of the head of a page or mail. */
export function shownLogoOf(
  firm: Parameters<typeof logoOf>[0],
): { url: string; width: number; height: number; hasName: boolean } | null {
  const logo = logoOf(firm);
  return logo && { url: logo.url, ...fitLogo(logo, ON_PAGES), hasName: logo.hasName };
}

/** The size in which a logo is drawn in a box, in whole units, never larger than its file. */
export function fitLogo(
  { width, height }: Pick<FirmLogo, "width" | "height">,
  box: { width: number; height: number },
): { width: number; height: number } {
  const scale = Math.min(1, box.width / width, box.height / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
