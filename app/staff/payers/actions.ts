"use server";

import { staffAction } from "@/lib/http/staff-action";
import { PayerForm } from "@/lib/payers/schemas";
import { submitPayerForm } from "@/lib/payers/submit-payer-form";

export const submitPayerAction = staffAction({
  permission: "payers.manage",
  input: PayerForm,
  verb: submitPayerForm,
  revalidate: ["/staff/payers"],
});
