"use server";

import { staffAction } from "@/lib/http/staff-action";
import { saveSurcharge } from "@/lib/surcharges/save-surcharge";
import { SurchargeInput } from "@/lib/surcharges/schemas";

export const saveSurchargeAction = staffAction({
  permission: "settings.manage",
  input: SurchargeInput,
  verb: saveSurcharge,
  revalidate: ["/staff/settings"],
});
