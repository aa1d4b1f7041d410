"use server";

import { staffAction } from "@/lib/http/staff-action";
import { getEntryPayer, listPayerMatches } from "@/lib/payment-forms/queries";
import { saveEntryLayout } from "@/lib/payment-forms/save-entry-layout";
import {
  EnterPaymentInput,
  EntryLayoutInput,
  EntryPayerInput,
  EntryQuoteInput,
  EntryRequestInput,
  PayerSearchInput,
} from "@/lib/payment-forms/schemas";
import { completeEnteredPayment } from "@/lib/payments/complete-entered-payment";
import { enterPayment } from "@/lib/payments/enter-payment";
import { findEntrySurcharge } from "@/lib/payments/find-entry-surcharge";

/** Nothing is revalidated: after a decline, and while the bank asks, what was typed must stay. The form asks for its result itself. */
export const enterPaymentAction = staffAction({
  permission: "payments.take",
  input: EnterPaymentInput,
  verb: enterPayment,
});

/** Moves no money: what a charge costs beyond its amount. */
export const findEntrySurchargeAction = staffAction({
  permission: "payments.take",
  input: EntryQuoteInput,
  verb: findEntrySurcharge,
});

export const completeEnteredPaymentAction = staffAction({
  permission: "payments.take",
  input: EntryRequestInput,
  verb: completeEnteredPayment,
});

export const listPayerMatchesAction = staffAction({
  permission: "payments.take",
  input: PayerSearchInput,
  verb: listPayerMatches,
});

export const getEntryPayerAction = staffAction({
  permission: "payments.take",
  input: EntryPayerInput,
  verb: getEntryPayer,
});

export const saveEntryLayoutAction = staffAction({
  permission: "payments.take",
  input: EntryLayoutInput,
  verb: saveEntryLayout,
});
