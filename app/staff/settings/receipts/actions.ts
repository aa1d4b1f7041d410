"use server";

import { staffAction } from "@/lib/http/staff-action";
import { saveReceiptTexts } from "@/lib/receipt-texts/save-receipt-texts";
import { ReceiptTextsInput } from "@/lib/receipt-texts/schemas";

export const saveReceiptTextsAction = staffAction({
  permission: "settings.manage",
  input: ReceiptTextsInput,
  verb: saveReceiptTexts,
  revalidate: ["/staff/settings", "/staff/settings/receipts"],
});
