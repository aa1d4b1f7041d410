import { notFound } from "next/navigation";
import { AppError } from "@/lib/platform/errors";

/** What is not there, or not this user's, is a page that is not there. */
export async function orNotFound<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  });
}
