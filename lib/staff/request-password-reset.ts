import { database } from "@/db/client";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { takeFromLimit } from "@/lib/platform/rate-limit";
import { seal } from "@/lib/platform/secrets";

/** Where the address that was typed lies sealed until the job reads it. */
export const ASKED_RESET_PLACE = "forgot-password";

/**
 * Notes that somebody forgot the password of this address. The same is done for every address, known or not, in the same time: who has
 * an account shows neither in the answer nor in how long it takes. A job does the rest.
 * @throws AppError rate_limited
 */
export async function requestPasswordReset(input: { email: string; ip: string }): Promise<void> {
  await takeFromLimit("reset-address", input.ip);
  await takeFromLimit("reset-account", input.email);
  const asked = seal(JSON.stringify(input), ASKED_RESET_PLACE);
  await enqueueJob(database(), "password-reset", { asked });
}
