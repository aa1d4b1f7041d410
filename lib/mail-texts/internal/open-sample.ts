import type { MailDraft } from "@/lib/email/compose/parts";
import { openDraft } from "@/lib/email/own-words";
import { sampleMail } from "@/lib/email/samples";
import { getFirm } from "@/lib/firms/queries";
import type { Ctx } from "@/lib/platform/context";
import { AppError, type FieldError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { fieldsOf, findTextFault } from "../rules";
import type { MailTextInput } from "../schemas";

/**
 * The sample of a mail with these words.
 * @throws AppError invalid_input (text_unknown_field, text_brace), with where it stands and what the mail has
 */
export async function openSample(ctx: Ctx, input: MailTextInput): Promise<MailDraft> {
  const { kind, locale, subject, opening } = input;
  const firm = await inFirm(ctx, (tx) => getFirm(ctx, tx));
  const sample = sampleMail(kind, { locale, firm });
  const fields = fieldsOf(sample.values);
  const named = fields.map((field) => `{${field}}`).join(", ");
  const faults = (["subject", "opening"] as const).flatMap((path): FieldError[] => {
    const fault = findTextFault(input[path], fields);
    return fault ? [{ path, message: `text_${fault.kind}`, values: { near: fault.near, fields: named } }] : [];
  });
  const [first] = faults;
  if (first) throw new AppError("invalid_input", { reason: first.message, fields: faults });
  return openDraft(sample, { subject, opening });
}
