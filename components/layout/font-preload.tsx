import { preload } from "react-dom";

const FILES = ["source-serif-4-latin-wght-normal.woff2", "ibm-plex-sans-latin-wght-normal.woff2"];

/** Asks for both faces together with the page, so that names and sums do not change face while one reads. */
export function FontPreload() {
  for (const file of FILES) preload(`/fonts/${file}`, { as: "font", type: "font/woff2", crossOrigin: "anonymous" });
  return null;
}
