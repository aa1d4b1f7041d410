import { and, eq } from "drizzle-orm";
import { payLinks } from "@/db/schema/pay-links";
import { systemContext } from "@/lib/platform/make-context";
import { inFirm } from "@/lib/platform/tx";
import { isMethodStory } from "../stories";
import { correctPayment } from "./correct-payment";
import { findStanding, type StoryEnd } from "./find-standing";
import { keepAndCharge } from "./keep-and-charge";
import { payOnce, type Till } from "./pay-once";

/**
 * Does what is to be done next of one story, as far as it goes now. What was done before is read from the books, so that another
 * process can go on where one was killed; what it did last is pressed again, as a person would.
 */
export function performStory(till: Till, storyId: string): Promise<StoryEnd> {
  return isMethodStory(storyId) ? keepAndCharge(till, storyId) : payAndCorrect(till, storyId);
}

async function payAndCorrect(till: Till, linkId: string): Promise<StoryEnd> {
  const story = till.storyOf(linkId);
  let payment = await findStanding(till, `link:${linkId}`);
  if (!payment) {
    await payOnce(till, linkId, story.method);
    payment = await findStanding(till, `link:${linkId}`);
    // Staff may have cancelled it.
    if (!payment) return (await isLinkOpen(till, linkId)) ? "open" : "done";
  }
  return correctPayment(till, payment, story.correction);
}

async function isLinkOpen({ firmId, clock }: Till, linkId: string): Promise<boolean> {
  const rows = await inFirm(systemContext(firmId, "crash", clock), (tx) =>
    tx
      .select({ status: payLinks.status })
      .from(payLinks)
      .where(and(eq(payLinks.firmId, firmId), eq(payLinks.id, linkId))),
  );
  return rows[0]?.status === "open";
}
