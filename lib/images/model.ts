/** Pictures that people give us: what they are by their first bytes, never by their names. */
export const IMAGE_KINDS = ["png", "jpeg", "webp"] as const;
export type ImageKind = (typeof IMAGE_KINDS)[number];

export const IMAGE_TYPES: Readonly<Record<ImageKind, string>> = {
  png: "image/png",
  jpeg: "image/jpeg",
  webp: "image/webp",
};

/** A picture written anew from the parts that draw it; sizes in pixels. */
export type CleanImage = {
  kind: ImageKind;
  width: number;
  height: number;
  bytes: Uint8Array;
  /** Of a PNG: its compressed pixels, and how many bytes they unpack to. */
  pixels: { packed: Uint8Array; rawBytes: number } | null;
};

export type ImageRefusal = "image_unknown" | "image_broken" | "image_interlaced" | "image_animated";
export type ImageReading = { ok: true; image: CleanImage } | { ok: false; refusal: ImageRefusal };
