"use server";

import { staffAction } from "@/lib/http/staff-action";
import { markReplaced } from "@/lib/trust/mark-replaced";
import { MarkReplacedInput } from "@/lib/trust/schemas";

export const markReplacedAction = staffAction({
  permission: "payments.refund",
  input: MarkReplacedInput,
  verb: markReplaced,
  revalidate: ["/staff/payments/trust"],
});
