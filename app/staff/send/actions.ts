"use server";

import { staffAction } from "@/lib/http/staff-action";
import { cancelPayLink } from "@/lib/pay-links/cancel-pay-link";
import { createQuickLink } from "@/lib/pay-links/create-quick-link";
import { resendPayLink } from "@/lib/pay-links/resend-pay-link";
import { LinkIdInput, quickLinkInput } from "@/lib/pay-links/schemas";

const CHANGED = ["/staff/send", "/staff/send/sent"];

export const createQuickLinkAction = staffAction({
  permission: "links.send",
  input: quickLinkInput(),
  verb: createQuickLink,
  revalidate: CHANGED,
});

export const resendLinkAction = staffAction({
  permission: "links.send",
  input: LinkIdInput,
  verb: resendPayLink,
  revalidate: CHANGED,
});

export const cancelLinkAction = staffAction({
  permission: "links.send",
  input: LinkIdInput,
  verb: cancelPayLink,
  revalidate: CHANGED,
});
