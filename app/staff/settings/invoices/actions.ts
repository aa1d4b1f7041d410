"use server";

import { staffAction } from "@/lib/http/staff-action";
import { removeInvoiceItem } from "@/lib/invoices/remove-invoice-item";
import { saveInvoiceItem } from "@/lib/invoices/save-invoice-item";
import { saveInvoiceSettings } from "@/lib/invoices/save-invoice-settings";
import { InvoiceSettingsInput, ItemIdInput, SaveItemInput } from "@/lib/invoices/schemas";

const CHANGED = ["/staff/settings", "/staff/settings/invoices", "/staff/invoices"];

export const saveInvoiceSettingsAction = staffAction({
  permission: "settings.manage",
  input: InvoiceSettingsInput,
  verb: saveInvoiceSettings,
  revalidate: CHANGED,
});

export const saveItemAction = staffAction({
  permission: "settings.manage",
  input: SaveItemInput,
  verb: saveInvoiceItem,
  revalidate: CHANGED,
});

export const removeItemAction = staffAction({
  permission: "settings.manage",
  input: ItemIdInput,
  verb: removeInvoiceItem,
  revalidate: CHANGED,
});
