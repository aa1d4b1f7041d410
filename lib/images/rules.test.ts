import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { pngOf, webpOf } from "@/tests/support/pictures";
import { readImage } from "./rules";

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");
const jpeg = (...parts: number[][]) => Uint8Array.from([0xff, 0xd8, ...parts.flat(), 0xff, 0xd9]);
const segment = (marker: number, ...data: number[]) => [0xff, marker, 0, data.length + 2, ...data];
const SIZE = segment(0xc0, 8, 0, 20, 0, 30, 1, 1, 0x11, 0);
const SCAN = [...segment(0xda, 1, 1, 0, 0, 63, 0), 1, 2, 0xff, 0, 3, 0xff, 0xd0, 4];

describe("readImage", () => {
  it("takes a PNG for what it is and leaves behind what draws nothing", () => {
    const read = readImage(
      pngOf({ width: 20, height: 30, extra: [["tEXt", Buffer.from("Author\0somebody")]], tail: "<script>" }),
    );
    if (!read.ok) throw new Error(read.refusal);
    expect(read.image).toMatchObject({ kind: "png", width: 20, height: 30 });
    expect(text(read.image.bytes)).not.toMatch(/tEXt|somebody|script/);
    expect(read.image.bytes).toEqual(Uint8Array.from(pngOf({ width: 20, height: 30 })));
    expect(read.image.pixels?.rawBytes).toBe(30 * (1 + 20 * 4));
  });

  it("takes a JPEG without its notes, also with several scans", () => {
    const notes = [segment(0xe1, ...Buffer.from("Exif 40.7 -74.0")), segment(0xfe, ...Buffer.from("comment"))];
    const read = readImage(Uint8Array.from([...jpeg(notes.flat(), SIZE, SCAN, SCAN), ...Buffer.from("<?php")]));
    if (!read.ok) throw new Error(read.refusal);
    expect(read.image).toMatchObject({ kind: "jpeg", width: 30, height: 20, pixels: null });
    expect(read.image.bytes).toEqual(jpeg(SIZE, SCAN, SCAN));
  });

  it.each([
    ["lossy", "VP8 ", [0, 0, 0, 0x9d, 0x01, 0x2a, 30, 0, 20, 0]],
    ["lossless", "VP8L", [0x2f, 29, 0xc0, 4, 0]],
  ])("takes a WebP, %s, without its notes", (_name, type, data) => {
    const read = readImage(
      webpOf([
        [type, data],
        ["EXIF", [...Buffer.from("place")]],
      ]),
    );
    if (!read.ok) throw new Error(read.refusal);
    expect(read.image).toMatchObject({ kind: "webp", width: 30, height: 20 });
    expect(read.image.bytes).toEqual(webpOf([[type, data]]));
  });

  it("forgets of an extended WebP all notes but its transparency", () => {
    const read = readImage(
      webpOf([
        ["VP8X", [0xff - 2, 0, 0, 0, 29, 0, 0, 19, 0, 0]],
        ["VP8 ", [0, 0, 0, 0x9d, 0x01, 0x2a, 30, 0, 20, 0]],
      ]),
    );
    if (!read.ok) throw new Error(read.refusal);
    expect(read.image.bytes[20]).toBe(0x10);
  });

  it.each<[string, Uint8Array, string]>([
    ["an SVG", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), "image_unknown"],
    ["a GIF", Buffer.from("GIF89a........"), "image_unknown"],
    ["a page named logo.png", Buffer.from("<!doctype html><script>"), "image_unknown"],
    ["nothing", new Uint8Array(), "image_unknown"],
    ["half a PNG", pngOf({ width: 20, height: 30 }).subarray(0, 60), "image_broken"],
    ["a PNG without pixels", pngOf({ width: 20, height: 30, pixels: null }), "image_broken"],
    ["a PNG of no width", pngOf({ width: 0, height: 30, pixels: deflateSync(Buffer.alloc(30)) }), "image_broken"],
    ["an interlaced PNG", pngOf({ width: 20, height: 30, interlace: 1 }), "image_interlaced"],
    ["a JPEG that does not end", jpeg(SIZE, SCAN).subarray(0, -2), "image_broken"],
    ["a JPEG without a size", jpeg(SCAN), "image_broken"],
    ["an unusual JPEG", jpeg(segment(0xc9, 8, 0, 20, 0, 30, 1, 1, 0x11, 0), SCAN), "image_unknown"],
    ["a moving WebP", webpOf([["ANIM", [0, 0, 0, 0, 0, 0]]]), "image_animated"],
    ["a WebP without a picture", webpOf([["EXIF", [1, 2]]]), "image_broken"],
    ["a WebP that ends too early", webpOf([["VP8L", [0x2f, 29, 0xc0, 4, 0]]]).subarray(0, 20), "image_broken"],
  ])("refuses %s", (_name, bytes, refusal) => {
    expect(readImage(bytes)).toEqual({ ok: false, refusal });
  });
});
