import { z } from "zod";
import { ALLOCATION_REFUSAL_CODES } from "@/lib/allocations/model";
import { previewAllocation } from "@/lib/allocations/rules";
import { allocationPreviewSchema } from "@/lib/allocations/schemas";
import { ApiRefusal } from "@/lib/http/api-problem";
import { apiOperation } from "./operation";
import { cents } from "./parts";

const AllocationAnswer = z
  .object({
    lines: z
      .array(z.object({ id: z.string(), amountCents: cents }))
      .meta({ description: "Every line asked about, in the order given." }),
    unappliedCents: cents.meta({ description: "What found no place." }),
  })
  .meta({ id: "Allocation" });

export const previewAllocations = apiOperation({
  name: "previewAllocation",
  tag: "Previews",
  summary: "Spread an amount over lines",
  description:
    "Manual amounts stand. What is left goes to invoice lines without one, in order; trust lines get only what is manual. Changes nothing.",
  permissions: ["payments.view"],
  body: allocationPreviewSchema.meta({ id: "AllocationPreview" }),
  answer: AllocationAnswer,
  isPure: true,
  refusals: ALLOCATION_REFUSAL_CODES,
  verb: async ({ body }) => {
    const preview = previewAllocation(body);
    if (preview.ok) return { lines: preview.lines, unappliedCents: preview.unappliedCents };
    const { code, path, title, message } = preview.refusal;
    throw new ApiRefusal({ status: 422, code, title, detail: message, errors: [{ path, message }] });
  },
});
