import { readPublicLogo } from "@/lib/branding/read-public-logo";
import { imageRoute } from "@/lib/http/image-route";

export const GET = imageRoute<{ firm: string; logo: string }>(({ firm, logo }) => readPublicLogo(firm, logo));
