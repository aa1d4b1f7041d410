import { deflateSync } from "node:zlib";
import type { ClientBase } from "pg";

/** The demo logo: a ring and its shadow, drawn pixel by pixel, so that no picture lies in the repository. */
export const OKAFOR_LOGO = { id: "lgo_okafor", size: 88 } as const;

const PLUM = [0x5b, 0x2a, 0x52];
const BRASS = [0xb8, 0x8a, 0x3e];

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
  const rows = Array.from({ length: size }, (_, y) => [
    0,
    ...Array.from({ length: size }, (__, x) => pixel(x, y, size)).flat(),
  ]);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  // Eight bits for each of red, green, blue and opacity.
  head.set([8, 6, 0, 0, 0], 8);
  const mark = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    mark,
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(Buffer.from(rows.flat()))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function pixel(x: number, y: number, size: number): number[] {
  const middle = (size - 1) / 2;
  const ring = Math.hypot(x - middle, y - middle) / size;
  if (ring > 0.3 && ring < 0.46) return [...PLUM, 255];
  const isBar = Math.abs(x - middle) < size * 0.05 && ring < 0.3;
  return isBar ? [...BRASS, 255] : [255, 255, 255, 0];
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const head = Buffer.alloc(4);
  head.writeUInt32BE(data.length);
  const end = Buffer.alloc(4);
  end.writeUInt32BE(checksum(body));
  return Buffer.concat([head, body, end]);
}

/** CRC-32, as PNG asks for. */
function checksum(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}
