"use server";

import { z } from "zod";
import { makeChallenge } from "@/lib/captcha/make-challenge";
import { payAction } from "@/lib/http/pay-action";

/** What the device calculates before it pays a link. Writes nothing, so that it counts as looking at the page. */
export const linkCaptchaAction = payAction({
  kind: "pay_link",
  input: z.null(),
  onlyLooks: true,
  verb: makeChallenge,
});

/** The same for what was filled in on a page. */
export const submissionCaptchaAction = payAction({
  kind: "page_submission",
  input: z.null(),
  onlyLooks: true,
  verb: makeChallenge,
});
