import { z } from "zod";
import { BACKGROUNDS } from "./model";

const colour = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/, "colour_invalid");

export const BrandingInput = z.object({
  accent: z.union([z.literal(""), colour], { error: "colour_invalid" }),
  background: z.enum(BACKGROUNDS),
  ground: colour,
  ground2: colour,
  logoHasName: z.boolean(),
});
export type BrandingInput = z.infer<typeof BrandingInput>;

export const RemoveLogoInput = z.null();
