import { putInDirectory } from "@/lib/platform/directory";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";

/** Makes an address sign in as this user. @throws AppError conflict (email_taken: an address signs in to one firm only) */
export async function takeAddress(tx: Tx, email: string, userId: string): Promise<void> {
  try {
    await putInDirectory(tx, "sign_in", email, userId);
  } catch (error) {
    // Somebody took it since we looked.
    throw isTaken(error) ? emailTaken() : error;
  }
}

function isTaken(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error && "code" in cause && cause.code === "23505";
}

export function emailTaken(): AppError {
  return new AppError("conflict", { reason: "email_taken", fields: [{ path: "email", message: "email_taken" }] });
}
