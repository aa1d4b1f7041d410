import type { ClientBase } from "pg";
import { drawPng, type Pixel } from "./draw-png";

/** The demo logo: a ring and its bar. */
export const OKAFOR_LOGO = { id: "lgo_okafor", size: 88 } as const;

const PLUM = [0x5b, 0x2a, 0x52, 255] as const;
const BRASS = [0xb8, 0x8a, 0x3e, 255] as const;

export async function writeLogo(client: ClientBase, firmId: string, addedAt: Date): Promise<void> {
  const { id, size } = OKAFOR_LOGO;
  // By a statement of its own: rows that travel as JSON cannot hold bytes.
  await client.query(
    `insert into firm_logos (firm_id, id, content_type, width, height, content, added_by, added_at)
     values ($1, $2, 'image/png', $3, $3, $4, 'demo', $5)`,
    [firmId, id, size, drawLogo(size), addedAt],
  );
}

export function drawLogo(size: number): Buffer {
  return drawPng(size, (x, y) => pixel(x, y, size));
}

function pixel(x: number, y: number, size: number): Pixel {
  const middle = (size - 1) / 2;
  const ring = Math.hypot(x - middle, y - middle) / size;
  if (ring > 0.3 && ring < 0.46) return PLUM;
  const isBar = Math.abs(x - middle) < size * 0.05 && ring < 0.3;
  return isBar ? BRASS : [255, 255, 255, 0];
}
