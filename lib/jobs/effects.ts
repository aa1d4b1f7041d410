import { z } from "zod";
import { deliverMail } from "@/lib/email/deliver-mail";
import { systemContext } from "@/lib/platform/make-context";
import type { JobName } from "./model";

const DeliverMail = z.object({ firmId: z.string(), mailId: z.string() });

/** What each enqueued effect does; a name without a line does not compile. May run twice, so each is safe to repeat. */
export const EFFECTS: Record<JobName, (payload: unknown) => Promise<void>> = {
  "deliver-mail": async (payload) => {
    const { firmId, mailId } = DeliverMail.parse(payload);
    await deliverMail(systemContext(firmId, "deliver-mail"), mailId);
  },
};
