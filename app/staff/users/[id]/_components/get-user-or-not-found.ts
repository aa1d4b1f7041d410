import { notFound } from "next/navigation";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { UserDetail } from "@/lib/staff/model";
import { getUser } from "@/lib/staff/queries";

/** The user of a page; a page that does not exist for one that is not of this firm. */
export async function getUserOrNotFound(ctx: Ctx, userId: string): Promise<UserDetail> {
  return getUser(ctx, userId).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  });
}
