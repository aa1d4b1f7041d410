"use server";

import { staffAction } from "@/lib/http/staff-action";
import { cancelMethodRequest } from "@/lib/methods/cancel-method-request";
import { removeMethod } from "@/lib/methods/remove-method";
import { requestMethod } from "@/lib/methods/request-method";
import { resendMethodRequest } from "@/lib/methods/resend-method-request";
import { MethodIdInput, RequestIdInput, RequestMethodInput } from "@/lib/methods/schemas";
import { setDefaultMethod } from "@/lib/methods/set-default-method";
import { mergePayers } from "@/lib/payers/merge-payers";
import { MergePayersInput, PayerForm } from "@/lib/payers/schemas";
import { submitPayerForm } from "@/lib/payers/submit-payer-form";

export const submitPayerAction = staffAction({
  permission: "payers.manage",
  input: PayerForm,
  verb: submitPayerForm,
  revalidate: ["/staff/payers"],
});

const CHANGED = ["/staff/payers"];

export const mergePayersAction = staffAction({
  permission: "payers.manage",
  input: MergePayersInput,
  verb: mergePayers,
  revalidate: CHANGED,
});

export const requestMethodAction = staffAction({
  permission: "payers.manage",
  input: RequestMethodInput,
  verb: requestMethod,
  revalidate: CHANGED,
});

export const resendMethodRequestAction = staffAction({
  permission: "payers.manage",
  input: RequestIdInput,
  verb: resendMethodRequest,
  revalidate: CHANGED,
});

export const cancelMethodRequestAction = staffAction({
  permission: "payers.manage",
  input: RequestIdInput,
  verb: cancelMethodRequest,
  revalidate: CHANGED,
});

export const setDefaultMethodAction = staffAction({
  permission: "payers.manage",
  input: MethodIdInput,
  verb: setDefaultMethod,
  revalidate: CHANGED,
});

export const removeMethodAction = staffAction({
  permission: "payers.manage",
  input: MethodIdInput,
  verb: removeMethod,
  revalidate: CHANGED,
});
