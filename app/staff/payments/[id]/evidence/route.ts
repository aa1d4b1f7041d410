import { writeEvidencePack } from "@/lib/disputes/write-evidence-pack";
import { staffFileRoute } from "@/lib/http/staff-file-route";

export const GET = staffFileRoute({
  permission: "payments.view",
  read: (ctx, { id, locale }) => writeEvidencePack(ctx, { paymentId: id, locale }),
});
