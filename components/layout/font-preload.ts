import { preload } from "react-dom";

/** Asks for both faces together with the page, so that names and sums do not change face while one reads. */
export function preloadFonts(): void {
  for (const file of ["source-serif-4-latin-wght-normal.woff2", "ibm-plex-sans-latin-wght-normal.woff2"]) {
    preload(`/fonts/${file}`, { as: "font", type: "font/woff2", crossOrigin: "anonymous" });
  }
}
