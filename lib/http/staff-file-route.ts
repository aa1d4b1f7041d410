import { findStaff, type Staff } from "@/lib/auth/session";
import type { Locale } from "@/lib/i18n/model";
import { AppError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { takeFromLimit } from "@/lib/platform/rate-limit";
import type { Permission } from "@/lib/staff/model";
import { answerPdf, type FileAnswer } from "./file-answer";

type RouteContext = { params: Promise<{ id: string }> };

type Options = {
  permission: Permission;
  /** Asks for the permission again, as every verb does. */
  read: (ctx: Staff["ctx"], wish: { id: string; locale: Locale }) => Promise<FileAnswer>;
};

/** A document about one thing, made for whoever is signed in and may see it. Changes nothing. */
export function staffFileRoute({ permission, read }: Options) {
  return async (_request: Request, { params }: RouteContext): Promise<Response> => {
    const staff = await findStaff();
    if (!staff) return new Response(null, { status: 303, headers: { Location: "/sign-in" } });
    if (!staff.can(permission))
      return new Response(null, { status: 303, headers: { Location: `/staff/no-permission?needs=${permission}` } });
    try {
      await takeFromLimit("staff-action", staff.userId);
      return answerPdf(await read(staff.ctx, { id: (await params).id, locale: staff.locale }));
    } catch (error) {
      if (error instanceof AppError && error.code === "not_found") return new Response(null, { status: 404 });
      if (error instanceof AppError && error.code === "rate_limited") return new Response(null, { status: 429 });
      log().error({ err: error }, "document failed");
      return new Response(null, { status: 500 });
    }
  };
}
