import { create } from "qrcode";
import { expect, it } from "vitest";
import { qrFileOf, qrShapeOf } from "./qr-shape";

const URL_TEXT = "https://pay.hartwell.example/pay/MGNm1D8dC4vC--cufoqzE0ugA13MA-eGUTrokYLNM7g";

it("draws every dark module of the code and no other", () => {
  const { path, size } = qrShapeOf(URL_TEXT);
  const drawn = new Set<string>();
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let i = 0; i < Number(width); i++) drawn.add(`${Number(x) + i} ${y}`);
  }
  const { data } = create(URL_TEXT, { errorCorrectionLevel: "M" }).modules;
  const dark = [...data.keys()]
    .filter((index) => data[index])
    .map((index) => `${index % size} ${Math.floor(index / size)}`);
  expect([...drawn].sort()).toEqual(dark.sort());
});

it("is saved as a picture with a white rim", () => {
  const svg = decodeURIComponent(qrFileOf(URL_TEXT).replace("data:image/svg+xml,", ""));
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="-4 -4 (\d+) \1"/);
  expect(svg).toContain('fill="#fff"');
});
