"use client";

import { z } from "zod";
import { ActionForm } from "@/components/forms/action-form";
import type { ActionResult } from "@/components/forms/action-result";
import { FormCheck, FormSegment, FormSelect, FormText, FormTextArea } from "@/components/forms/form-fields";
import { FormDate, FormMoney } from "@/components/forms/form-readings";
import { useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";
import { PadKey } from "@/components/ui/pad-key";

const SampleInput = z.object({
  account: z.string().min(1),
  amountCents: z
    .number({ error: "Enter an amount of $1.00 or more, for example 1,250.00." })
    .int()
    .min(100, "Enter an amount of $1.00 or more, for example 1,250.00."),
  invoiceNumber: z.string(),
  dueDate: z.union([z.literal(""), z.iso.date("Write a date like 10/31/2026.")]),
  delivery: z.enum(["mail", "link"]),
  recipientName: z.string().min(1, "Enter the name of the recipient."),
  recipientEmail: z.email("Enter an address like name@firm.example."),
  message: z.string(),
  remind: z.boolean(),
});

/** Answers after a while; an amount above $9,999.00 is refused by "the server". */
async function sendSample(input: z.input<typeof SampleInput>): Promise<ActionResult<{ id: string }>> {
  await new Promise((resolve) => setTimeout(resolve, 900));
  if (input.amountCents > 999_900) {
    return {
      ok: false,
      code: "refused",
      message: "Not sent.",
      fields: [{ path: "amountCents", message: "This account takes up to $9,999.00." }],
    };
  }
  return { ok: true, data: { id: "sample" } };
}

export function FormSample() {
  const form = useActionForm({
    schema: SampleInput,
    defaultValues: {
      account: "op",
      invoiceNumber: "204118",
      dueDate: "2026-10-31",
      delivery: "mail",
      recipientName: "",
      recipientEmail: "elena.marsh@bluewater",
      message: "Dear {recipient}, please find the link for invoice {invoice}, due {due date}.",
      remind: true,
    },
    action: sendSample,
    guardUnsaved: true,
    requestId: "gallery",
    unreachableText: "Not sent. Check the connection and press Send link again.",
  });
  return (
    <ActionForm
      form={form}
      summaryTitle={(count) => (count === 1 ? "1 field needs a correction" : `${count} fields need a correction`)}
    >
      <PadKey>Yellow fields are required and still empty.</PadKey>
      <section className="form-section">
        <h2 className="title-section">Payment</h2>
        <div className="form-grid">
          <FormSelect
            name="account"
            label="Merchant account"
            required="required"
            options={[
              { value: "op", label: "Operating •• 3310, USD" },
              { value: "tr", label: "IOLTA Trust •• 8841, USD" },
            ]}
          />
          <FormMoney name="amountCents" label="Amount" required="required" currency="USD" locale="en" />
          <FormText name="invoiceNumber" label="Invoice number" optional="optional" />
          <FormDate
            name="dueDate"
            label="Due date"
            optional="optional"
            locale="en"
            today="2026-10-14"
            pickerLabel="Calendar"
            hint="T for today, + and − for a day"
          />
        </div>
      </section>
      <section className="form-section">
        <h2 className="title-section">Delivery</h2>
        <FormSegment
          name="delivery"
          label="Delivery"
          hideLabel
          options={[
            { value: "mail", label: "Send by email" },
            { value: "link", label: "Generate link" },
          ]}
        />
        <div className="form-grid mt-4">
          <FormText
            name="recipientName"
            label="Recipient name"
            required="required"
            hint="As it should read in the mail"
          />
          <FormText name="recipientEmail" label="Recipient email" required="required" type="email" />
          <FormTextArea
            name="message"
            label="Message"
            optional="optional"
            className="span-all"
            hint="{recipient}, {invoice}, {amount} and {due date} are filled in. The preview shows how."
          />
        </div>
        <FormCheck
          name="remind"
          label="Send reminders"
          hint="14 days after, and 2 days before the due date"
          className="mt-4"
        />
      </section>
      <div className="actions mt-6">
        <Button type="submit" variant="primary" icon="send" pending={form.pending} pendingLabel="Sending…">
          Send link
        </Button>
        <Button variant="quiet">Cancel</Button>
        <span className="ml-auto text-xs text-ink-2">Open for 30 days, until Nov 13, 2026</span>
      </div>
    </ActionForm>
  );
}
