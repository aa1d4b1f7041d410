import { notFound } from "next/navigation";
import { AppError } from "@/lib/platform/errors";

/** What the actor may not see is not there. */
export function orNotFound<T>(asked: Promise<T>): Promise<T> {
  return asked.catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  });
}
