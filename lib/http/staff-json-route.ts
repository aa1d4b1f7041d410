import type { z } from "zod";
import { findStaff, type Staff } from "@/lib/auth/session";
import { AppError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { takeFromLimit } from "@/lib/platform/rate-limit";
import type { Permission } from "@/lib/staff/model";

type Options<S extends z.ZodType, T> = {
  permission: Permission;
  /** Of the address: never refuses, since there is nobody to tell. */
  query: S;
  /** Asks for the permission again, as every verb does. */
  read: (staff: Staff, query: z.output<S>) => Promise<T>;
};

/** An answer for a script of a staff page, to whoever is signed in and may have it. Changes nothing. */
export function staffJsonRoute<S extends z.ZodType, T>({ permission, query, read }: Options<S, T>) {
  return async (request: Request): Promise<Response> => {
    const staff = await findStaff();
    if (!staff) return refuse(401);
    if (!staff.can(permission)) return refuse(403);
    try {
      await takeFromLimit("staff-search", staff.userId);
      const asked = query.parse(Object.fromEntries(new URL(request.url).searchParams));
      return Response.json(await read(staff, asked));
    } catch (error) {
      if (error instanceof AppError && error.code === "rate_limited") return refuse(429);
      if (error instanceof AppError && error.code === "forbidden") return refuse(403);
      if (error instanceof AppError && error.code === "not_found") return refuse(404);
      log().error({ err: error }, "search failed");
      return refuse(500);
    }
  };
}

function refuse(status: number): Response {
  return new Response(null, { status });
}
