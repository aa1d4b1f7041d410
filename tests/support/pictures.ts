import { deflateSync } from "node:zlib";

type Png = {
  width: number;
  height: number;
  /** What its pixels are packed into; null for a picture without any. */
  pixels?: Buffer | null;
  interlace?: number;
  extra?: [string, Buffer][];
  /** Behind its end. */
  tail?: string;
};

/** A grey, half transparent PNG, with whatever is hung onto it. Its checksums are empty: nobody here asks for them. */
export function pngOf({ width, height, pixels, interlace = 0, extra = [], tail = "" }: Png): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 6, 0, 0, interlace], 8);
  const packed = pixels === undefined ? deflateSync(Buffer.alloc(height * (1 + width * 4), 0)) : pixels;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk("IHDR", head),
    ...extra.map(([type, data]) => pngChunk(type, data)),
    ...(packed ? [pngChunk("IDAT", packed)] : []),
    pngChunk("IEND", Buffer.alloc(0)),
    Buffer.from(tail),
  ]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, Buffer.from(type, "latin1"), data, Buffer.alloc(4)]);
}

/** A WebP of these chunks. */
export function webpOf(chunks: [string, number[]][]): Uint8Array {
  const body = chunks.flatMap(([type, data]) => {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(data.length);
    return [...Buffer.from(type, "latin1"), ...length, ...data, ...(data.length % 2 ? [0] : [])];
  });
  const size = Buffer.alloc(4);
  size.writeUInt32LE(4 + body.length);
  return Uint8Array.from([...Buffer.from("RIFF"), ...size, ...Buffer.from("WEBP"), ...body]);
}
