import type { ImageKind } from "@/lib/images/model";

/** Pure words of how a firm looks to its clients. Colours are written "#14523f". */

export const BACKGROUNDS = ["paper", "flat", "gradient", "two_tone"] as const;
export type Background = (typeof BACKGROUNDS)[number];

/** What a firm chooses; everything else is derived from it. */
export type BrandChoice = {
  /** Of buttons and links; "": the product's own. */
  accent: string;
  background: Background;
  /** The background's colour: all of it, where a gradient begins, or the band of two tones. */
  ground: string;
  /** Where a gradient ends. */
  ground2: string;
};

/** A firm's logo where it is shown; the size in pixels of its file. */
export type FirmLogo = {
  id: string;
  url: string;
  kind: ImageKind;
  width: number;
  height: number;
  /** It says the firm's name itself, so that the name does not stand beside it. */
  hasName: boolean;
};

/** One colour before and after it was corrected, with its contrast against what stands on it. */
export type AccentCheck = {
  given: string;
  used: string;
  /** White letters on the colour as it was given, 1 to 21. */
  givenRatio: number;
  usedRatio: number;
  isCorrected: boolean;
};

export const MAX_LOGO_BYTES = 204_800;
export const LOGO_PIXELS = { least: 16, most: 2_000 } as const;
