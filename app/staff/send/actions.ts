"use server";

import { staffAction } from "@/lib/http/staff-action";
import { LinkRemindersInput } from "@/lib/link-reminders/schemas";
import { cancelPayLink } from "@/lib/pay-links/cancel-pay-link";
import { createQuickLink } from "@/lib/pay-links/create-quick-link";
import { extendPayLink } from "@/lib/pay-links/extend-pay-link";
import { resendPayLink } from "@/lib/pay-links/resend-pay-link";
import { ExtendLinkInput, LinkIdInput, quickLinkInput, ResendLinkInput } from "@/lib/pay-links/schemas";
import { setLinkReminders } from "@/lib/pay-links/set-link-reminders";

const CHANGED = ["/staff/send", "/staff/send/sent"];

export const createQuickLinkAction = staffAction({
  permission: "links.send",
  input: quickLinkInput(),
  verb: createQuickLink,
  revalidate: CHANGED,
});

export const resendLinkAction = staffAction({
  permission: "links.send",
  input: ResendLinkInput,
  verb: resendPayLink,
  revalidate: CHANGED,
});

export const extendLinkAction = staffAction({
  permission: "links.send",
  input: ExtendLinkInput,
  verb: extendPayLink,
  revalidate: CHANGED,
});

export const setLinkRemindersAction = staffAction({
  permission: "links.send",
  input: LinkRemindersInput,
  verb: setLinkReminders,
  revalidate: CHANGED,
});

export const cancelLinkAction = staffAction({
  permission: "links.send",
  input: LinkIdInput,
  verb: cancelPayLink,
  revalidate: CHANGED,
});
