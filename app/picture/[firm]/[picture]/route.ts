import { imageRoute } from "@/lib/http/image-route";
import { readPublicPicture } from "@/lib/payment-pages/read-public-picture";

export const GET = imageRoute<{ firm: string; picture: string }>(({ firm, picture }) =>
  readPublicPicture(firm, picture),
);
