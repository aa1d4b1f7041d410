"use server";

import { staffAction } from "@/lib/http/staff-action";
import { previewMailText } from "@/lib/mail-texts/preview-mail-text";
import { saveMailText } from "@/lib/mail-texts/save-mail-text";
import { MailTextInput } from "@/lib/mail-texts/schemas";
import { sendTestMail } from "@/lib/mail-texts/send-test-mail";

export const saveMailTextAction = staffAction({
  permission: "settings.manage",
  input: MailTextInput,
  verb: saveMailText,
  revalidate: ["/staff/settings", "/staff/settings/mails"],
});

export const previewMailTextAction = staffAction({
  permission: "settings.manage",
  input: MailTextInput,
  verb: previewMailText,
});

export const sendTestMailAction = staffAction({
  permission: "settings.manage",
  input: MailTextInput,
  verb: sendTestMail,
});
