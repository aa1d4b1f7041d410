"use server";

import { changeSelection } from "@/lib/connect-payments/change-selection";
import { completeDraftPayment } from "@/lib/connect-payments/complete-draft-payment";
import { copyDraft } from "@/lib/connect-payments/copy-draft";
import { findDraftSurcharge } from "@/lib/connect-payments/find-draft-surcharge";
import { payDraft } from "@/lib/connect-payments/pay-draft";
import { saveAllocation } from "@/lib/connect-payments/save-allocation";
import { saveSearch } from "@/lib/connect-payments/save-search";
import {
  AllocationInput,
  DraftInput,
  DraftPaymentInput,
  DraftQuoteInput,
  PayDraftInput,
  SearchChoiceInput,
  SelectionInput,
  SendDraftInput,
} from "@/lib/connect-payments/schemas";
import { sendDraft } from "@/lib/connect-payments/send-draft";
import { staffAction } from "@/lib/http/staff-action";
import { getEntryPayer, listPayerMatches } from "@/lib/payment-forms/queries";
import { EntryPayerInput, PayerSearchInput } from "@/lib/payment-forms/schemas";

/** Nothing is revalidated: what is typed must stay, and each step reads anew when it is entered. */
export const saveSearchAction = staffAction({ permission: "connect.pay", input: SearchChoiceInput, verb: saveSearch });

export const changeSelectionAction = staffAction({
  permission: "connect.pay",
  input: SelectionInput,
  verb: changeSelection,
});

export const saveAllocationAction = staffAction({
  permission: "connect.pay",
  input: AllocationInput,
  verb: saveAllocation,
});

/** The same on the way to the next step: whoever comes back by the browser sees what is kept, not what its cache holds. */
export const leaveAllocationAction = staffAction({
  permission: "connect.pay",
  input: AllocationInput,
  verb: saveAllocation,
  revalidate: ["/staff/connect/pay"],
});

export const payDraftAction = staffAction({ permission: "connect.pay", input: PayDraftInput, verb: payDraft });

export const sendDraftAction = staffAction({ permission: "connect.pay", input: SendDraftInput, verb: sendDraft });

/** Moves no money: what the operating part costs beyond its amount. */
export const findDraftSurchargeAction = staffAction({
  permission: "connect.pay",
  input: DraftQuoteInput,
  verb: findDraftSurcharge,
});

export const completeDraftPaymentAction = staffAction({
  permission: "connect.pay",
  input: DraftPaymentInput,
  verb: completeDraftPayment,
});

export const copyDraftAction = staffAction({ permission: "connect.pay", input: DraftInput, verb: copyDraft });

export const listConnectPayersAction = staffAction({
  permission: "connect.pay",
  input: PayerSearchInput,
  verb: listPayerMatches,
});

export const getConnectPayerAction = staffAction({
  permission: "connect.pay",
  input: EntryPayerInput,
  verb: getEntryPayer,
});
