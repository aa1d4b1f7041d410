"use server";

import { staffAction } from "@/lib/http/staff-action";
import { cancelInvoice } from "@/lib/invoices/cancel-invoice";
import { createInvoice } from "@/lib/invoices/create-invoice";
import { duplicateInvoice } from "@/lib/invoices/duplicate-invoice";
import { remindInvoice } from "@/lib/invoices/remind-invoice";
import { removeInvoiceAttachment } from "@/lib/invoices/remove-invoice-attachment";
import {
  AttachmentIdInput,
  CreateInvoiceInput,
  DuplicateInvoiceInput,
  EndInvoiceInput,
  InvoiceIdInput,
  InvoiceRemindersInput,
  SendInvoiceInput,
  UpdateInvoiceInput,
} from "@/lib/invoices/schemas";
import { sendInvoice } from "@/lib/invoices/send-invoice";
import { setInvoiceReminders } from "@/lib/invoices/set-invoice-reminders";
import { updateInvoice } from "@/lib/invoices/update-invoice";
import { writeOffInvoice } from "@/lib/invoices/write-off-invoice";

const CHANGED = ["/staff/invoices"];

export const createInvoiceAction = staffAction({
  permission: "invoices.manage",
  input: CreateInvoiceInput,
  verb: createInvoice,
  revalidate: CHANGED,
});

export const updateInvoiceAction = staffAction({
  permission: "invoices.manage",
  input: UpdateInvoiceInput,
  verb: updateInvoice,
  revalidate: CHANGED,
});

export const duplicateInvoiceAction = staffAction({
  permission: "invoices.manage",
  input: DuplicateInvoiceInput,
  verb: duplicateInvoice,
  revalidate: CHANGED,
});

export const sendInvoiceAction = staffAction({
  permission: "invoices.manage",
  input: SendInvoiceInput,
  verb: sendInvoice,
  revalidate: CHANGED,
});

export const remindInvoiceAction = staffAction({
  permission: "invoices.manage",
  input: InvoiceIdInput,
  verb: remindInvoice,
  revalidate: CHANGED,
});

export const setInvoiceRemindersAction = staffAction({
  permission: "invoices.manage",
  input: InvoiceRemindersInput,
  verb: setInvoiceReminders,
  revalidate: CHANGED,
});

export const writeOffInvoiceAction = staffAction({
  permission: "invoices.manage",
  input: EndInvoiceInput,
  verb: writeOffInvoice,
  revalidate: CHANGED,
});

export const cancelInvoiceAction = staffAction({
  permission: "invoices.manage",
  input: EndInvoiceInput,
  verb: cancelInvoice,
  revalidate: CHANGED,
});

export const removeAttachmentAction = staffAction({
  permission: "invoices.manage",
  input: AttachmentIdInput,
  verb: removeInvoiceAttachment,
  revalidate: CHANGED,
});
