import { z } from "zod";

/** What the browser sends where a captcha is asked for. */
export const CaptchaAnswer = z.string().max(5_000, "text_too_long").optional();
