import PasswordResetMail from "@/emails/password-reset";
import { getFirm } from "@/lib/firms/queries";
import { findMailedToken } from "@/lib/staff/find-staff-token";
import { type Composer, draftOf, idIn, mailFirmOf, publicUrl } from "./parts";

/** Not sent once its link has served, was withdrawn or has expired. */
export const composePasswordReset: Composer = async (ctx, tx, payload, locale) => {
  const found = await findMailedToken(ctx, tx, idIn(payload, "tokenId"));
  if (!found) return null;
  return draftOf(PasswordResetMail, {
    locale,
    firm: mailFirmOf(await getFirm(ctx, tx)),
    userName: found.name,
    expiresAt: found.expiresAt,
    url: publicUrl(`/reset/${found.token}`, locale),
  });
};
