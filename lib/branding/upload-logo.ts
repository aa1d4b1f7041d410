import { inflateSync } from "node:zlib";
import { firmLogos } from "@/db/schema/firms";
import { type CleanImage, IMAGE_TYPES } from "@/lib/images/model";
import { readImage } from "@/lib/images/rules";
import { requirePermission } from "@/lib/platform/authorize";
import { actorName, type Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { changeBrand } from "./internal/change-brand";
import { LOGO_PIXELS, MAX_LOGO_BYTES } from "./model";

/**
 * Takes a PNG, JPEG or WebP as the firm's logo, written anew from what draws it. Earlier ones stay in the database, because mails that
 * were sent show them.
 * @throws AppError forbidden, invalid_input (logo_too_large, logo_pixels, image_unknown, image_broken, image_interlaced, image_animated)
 */
export async function uploadLogo(ctx: Ctx, file: Uint8Array): Promise<{ id: string }> {
  requirePermission(ctx, "settings.manage");
  const image = readLogo(file);
  const { kind, width, height } = image;
  const id = ctx.ids.next("lgo");
  await inFirm(ctx, async (tx) => {
    await tx.insert(firmLogos).values({
      ...{ firmId: ctx.firmId, id, width, height },
      contentType: IMAGE_TYPES[kind],
      content: Buffer.from(image.bytes),
      addedBy: actorName(ctx.actor),
      addedAt: ctx.clock.now(),
    });
    await changeBrand(ctx, tx, {
      action: "logo.saved",
      change: ({ choice, logo }) => ({
        choice,
        logo: { id, kind, width, height, hasName: logo?.hasName ?? false },
      }),
    });
  });
  return { id };
}

function readLogo(file: Uint8Array): CleanImage {
  if (file.byteLength > MAX_LOGO_BYTES) throw invalid("logo_too_large");
  const read = readImage(file);
  if (!read.ok) throw invalid(read.refusal);
  const { width, height } = read.image;
  if (Math.min(width, height) < LOGO_PIXELS.least || Math.max(width, height) > LOGO_PIXELS.most)
    throw invalid("logo_pixels");
  if (!arePixelsWhole(read.image)) throw invalid("image_broken");
  return read.image;
}

/** Receipts unpack a PNG to print it, so it must hold as many pixels as it says, no fewer and no more. */
function arePixelsWhole({ pixels }: CleanImage): boolean {
  if (!pixels) return true;
  try {
    return inflateSync(pixels.packed, { maxOutputLength: pixels.rawBytes }).length === pixels.rawBytes;
  } catch {
    return false;
  }
}

function invalid(reason: string): AppError {
  return new AppError("invalid_input", { reason, fields: [{ path: "file", message: reason }] });
}
