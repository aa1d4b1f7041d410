import { z } from "zod";
import { checkAudit } from "@/lib/audit/check-audit";
import { deliverMail } from "@/lib/email/deliver-mail";
import { deliverEvent } from "@/lib/event-endpoints/deliver-event";
import { writeExport } from "@/lib/exports/write-export";
import { makeUploadLinks } from "@/lib/link-uploads/make-upload-links";
import { followPayment } from "@/lib/payments/follow-payment";
import { systemContext } from "@/lib/platform/make-context";
import { unseal } from "@/lib/platform/secrets";
import { matchPostings } from "@/lib/postings/match-postings";
import { ASKED_RESET_PLACE } from "@/lib/staff/request-password-reset";
import { sendAskedPasswordReset } from "@/lib/staff/send-password-reset";
import type { JobName } from "./model";

const FollowPayment = z.object({ firmId: z.string(), paymentId: z.string() });
const WriteExport = z.object({ firmId: z.string(), exportId: z.string() });
const MatchPostings = z.object({ firmId: z.string() });
const MakeUploadLinks = z.object({ firmId: z.string(), uploadId: z.string() });
const AskedReset = z.object({ email: z.string(), ip: z.string() });
const PasswordReset = z.object({ asked: z.string() });
const CheckAudit = z.object({ firmId: z.string() });
const DeliverEvent = z.object({ firmId: z.string(), deliveryId: z.string() });
const DeliverMail = z.object({ firmId: z.string(), mailId: z.string() });

/** What each enqueued effect does; a name without a line does not compile. May run twice, so each is safe to repeat. */
export const EFFECTS: Record<JobName, (payload: unknown) => Promise<void>> = {
  "deliver-mail": async (payload) => {
    const { firmId, mailId } = DeliverMail.parse(payload);
    await deliverMail(systemContext(firmId, "deliver-mail"), mailId);
  },
  "follow-payment": async (payload) => {
    const { firmId, paymentId } = FollowPayment.parse(payload);
    await followPayment(systemContext(firmId, "webhook"), paymentId);
  },
  "write-export": async (payload) => {
    const { firmId, exportId } = WriteExport.parse(payload);
    await writeExport(systemContext(firmId, "write-export"), exportId);
  },
  "match-postings": async (payload) => {
    const { firmId } = MatchPostings.parse(payload);
    await matchPostings(systemContext(firmId, "match-postings"));
  },
  "make-upload-links": async (payload) => {
    const { firmId, uploadId } = MakeUploadLinks.parse(payload);
    await makeUploadLinks(systemContext(firmId, "make-upload-links"), uploadId);
  },
  "password-reset": async (payload) => {
    const { asked } = PasswordReset.parse(payload);
    const { email, ip } = AskedReset.parse(JSON.parse(unseal(asked, ASKED_RESET_PLACE)));
    await sendAskedPasswordReset(email, ip);
  },
  "deliver-event": async (payload) => {
    const { firmId, deliveryId } = DeliverEvent.parse(payload);
    await deliverEvent(systemContext(firmId, "deliver-event"), deliveryId);
  },
  "check-audit": async (payload) => {
    const { firmId } = CheckAudit.parse(payload);
    await checkAudit(systemContext(firmId, "check-audit"));
  },
};
