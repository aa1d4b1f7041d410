import { pagePictures } from "@/db/schema/payment-pages";
import { type CleanImage, IMAGE_TYPES } from "@/lib/images/model";
import { readImage } from "@/lib/images/rules";
import { requirePermission } from "@/lib/platform/authorize";
import { actorName, type Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { dropUnusedPictures } from "./internal/pictures";
import { type ItemPicture, MAX_PICTURE_BYTES, PICTURE_PIXELS } from "./model";
import { pictureUrlOf } from "./rules";

/**
 * Takes a PNG, JPEG or WebP as the picture of an item, written anew from what draws it. An item shows it once its page is saved.
 * @throws AppError forbidden, invalid_input (picture_too_large, picture_pixels, image_unknown, image_broken, image_interlaced, image_animated)
 */
export async function uploadPicture(ctx: Ctx, file: Uint8Array): Promise<Omit<ItemPicture, "alt">> {
  requirePermission(ctx, "pages.manage");
  const image = readPicture(file);
  const { kind, width, height } = image;
  const id = ctx.ids.next("pic");
  await inFirm(ctx, async (tx) => {
    await dropUnusedPictures(ctx, tx);
    await tx.insert(pagePictures).values({
      ...{ firmId: ctx.firmId, id, width, height },
      contentType: IMAGE_TYPES[kind],
      content: Buffer.from(image.bytes),
      addedBy: actorName(ctx.actor),
      addedAt: ctx.clock.now(),
    });
  });
  return { id, width, height, url: pictureUrlOf(ctx.firmId, id) };
}

function readPicture(file: Uint8Array): CleanImage {
  if (file.byteLength > MAX_PICTURE_BYTES) throw invalid("picture_too_large");
  const read = readImage(file);
  if (!read.ok) throw invalid(read.refusal);
  const { width, height } = read.image;
  if (Math.min(width, height) < PICTURE_PIXELS.least || Math.max(width, height) > PICTURE_PIXELS.most)
    throw invalid("picture_pixels");
  return read.image;
}

function invalid(reason: string): AppError {
  return new AppError("invalid_input", { reason, fields: [{ path: "file", message: reason }] });
}
