import type { Locale } from "@/lib/i18n/model";

/** What a printed document holds, in reading order. Pure words: `write-pdf.ts` draws them. Texts are finished: no amounts, no dates. */

export const PAPERS = ["letter", "a4"] as const;
export type Paper = (typeof PAPERS)[number];

export function isPaper(value: string): value is Paper {
  return (PAPERS as readonly string[]).includes(value);
}

export type PrintedFact = { name: string; value: string };

export type PrintedColumn = {
  text: string;
  /** Figures stand at the right, between rules. */
  kind: "text" | "money";
  /** Its part of the width, against the others' parts. */
  share: number;
};

export type PrintedBlock =
  | { kind: "heading"; level: 1 | 2; text: string; aside?: string }
  /** The one great sum, and in words what it is. */
  | { kind: "sum"; text: string; below: string; isTrust: boolean }
  | { kind: "text"; text: string; isQuiet?: boolean }
  /** A sentence that must not be missed, with an edge at its left. */
  | { kind: "notice"; text: string; isTrust: boolean }
  /** Somebody's own words. */
  | { kind: "quote"; text: string }
  | { kind: "facts"; rows: readonly PrintedFact[] }
  | {
      kind: "table";
      columns: readonly PrintedColumn[];
      rows: readonly (readonly string[])[];
      /** One rule above, two below. */
      total?: readonly string[];
    };

/** A PNG or JPEG; the size in pixels of its file. */
export type PrintedLogo = { bytes: Uint8Array; width: number; height: number };

export type PrintedDocument = {
  title: string;
  language: Locale;
  paper: Paper;
  /** The name is printed beside a logo too: a picture carries no meaning. */
  firm: { name: string; lines: readonly string[]; logo?: PrintedLogo };
  blocks: readonly PrintedBlock[];
  /** At the left of each page's foot. */
  foot: string;
  /** At the right of it: "Page 1 of 2". */
  pageText: (page: number, pages: number) => string;
  /** Of what is told, not of the printing: the same document is the same file, byte by byte. */
  madeAt: Date;
};
