import type { MailKind } from "@/lib/email/model";
import { sampleMail } from "@/lib/email/samples";
import { getFirm } from "@/lib/firms/queries";
import type { Locale } from "@/lib/i18n/model";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import type { MergeField } from "./model";
import { fieldsOf } from "./rules";

/** What words of a mail may name, each with what stands for it in the sample. @throws AppError forbidden */
export async function listMergeFields(
  ctx: Ctx,
  { kind, locale }: { kind: MailKind; locale: Locale },
): Promise<{ field: MergeField; sample: string }[]> {
  requirePermission(ctx, "settings.manage");
  const firm = await inFirm(ctx, (tx) => getFirm(ctx, tx));
  const { values } = sampleMail(kind, { locale, firm });
  return fieldsOf(values).map((field) => ({ field, sample: values[field] ?? "" }));
}
