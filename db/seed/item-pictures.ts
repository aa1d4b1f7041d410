import type { ClientBase } from "pg";
import { drawPng, type Pixel } from "./draw-png";

const SIZE = 160;
const GROUND: Pixel = [0xec, 0xea, 0xdf, 255];
const SHEET: Pixel = [0xff, 0xfe, 0xfb, 255];
const LINE: Pixel = [0x7b, 0x85, 0x7d, 255];
const BRASS: Pixel = [0xb8, 0x8a, 0x3e, 255];
const GREEN: Pixel = [0x14, 0x52, 0x3f, 255];

/** What the demo shows of two of its items, by the place of the item. */
export const ITEM_PICTURES = [
  { place: 1, name: "copy", alt: "A page of text with a brass seal", draw: drawCopy },
  { place: 2, name: "courier", alt: "A closed envelope with a green stripe", draw: drawEnvelope },
] as const;

export function pictureIdOf(firmSlug: string, place: number): string | null {
  const picture = ITEM_PICTURES.find((one) => one.place === place);
  return picture ? `pic_${firmSlug}_${picture.name}` : null;
}

export async function writeItemPictures(
  client: ClientBase,
  firm: { firmId: string; slug: string },
  addedAt: Date,
): Promise<void> {
  for (const { place, draw } of ITEM_PICTURES) {
    // By a statement of its own: rows that travel as JSON cannot hold bytes.
    await client.query(
      `insert into page_pictures (firm_id, id, content_type, width, height, content, added_by, added_at)
       values ($1, $2, 'image/png', $3, $3, $4, 'demo', $5)`,
      [firm.firmId, pictureIdOf(firm.slug, place), SIZE, drawPng(SIZE, draw), addedAt],
    );
  }
}

function drawCopy(x: number, y: number): Pixel {
  if (Math.hypot(x - 104, y - 116) < 17) return BRASS;
  if (x < 40 || x > 120 || y < 22 || y > 138) return GROUND;
  const isLine = y > 40 && y < 92 && (y - 40) % 12 < 3 && x > 52 && x < (y > 82 ? 84 : 108);
  return isLine ? LINE : SHEET;
}

function drawEnvelope(x: number, y: number): Pixel {
  if (x < 20 || x > 140 || y < 42 || y > 118) return GROUND;
  if (y > 104) return GREEN;
  const flap = 42 + (60 - Math.abs(x - 80)) * 0.62;
  return Math.abs(y - flap) < 2 ? LINE : SHEET;
}
