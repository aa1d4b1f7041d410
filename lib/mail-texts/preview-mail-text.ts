import { renderMail } from "@/lib/email/render-mail";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { appUrl } from "@/lib/platform/env";
import { openSample } from "./internal/open-sample";
import type { MailPreview } from "./model";
import type { MailTextInput } from "./schemas";

/** A mail about nobody, as it would be read with these words. Writes nothing. @throws AppError forbidden, invalid_input */
export async function previewMailText(ctx: Ctx, input: MailTextInput): Promise<MailPreview> {
  requirePermission(ctx, "settings.manage");
  const { subject, html, text } = await renderMail(await openSample(ctx, input));
  // The page that shows it refuses the mail's sheet, and takes pictures from its own address only.
  const shown = html.replace(/<style>[\s\S]*?<\/style>/g, "").replaceAll(`src="${appUrl()}/`, 'src="/');
  return { subject, html: shown, text };
}
