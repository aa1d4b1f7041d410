import type { Ctx } from "@/lib/platform/context";
import { makeAltcha } from "./internal/altcha";
import type { CaptchaChallenge } from "./model";
import { MOST_TRIES } from "./rules";

/** What a device is to calculate before it pays `refId`. Writes nothing. */
export function makeChallenge(ctx: Ctx, refId: string): Promise<CaptchaChallenge> {
  const counter = 1 + (Buffer.from(ctx.ids.token(), "base64url").readUInt32BE(0) % MOST_TRIES);
  return makeAltcha({ refId, counter, now: ctx.clock.now() });
}
