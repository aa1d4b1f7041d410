"use client";

import { ErrorPage } from "@/components/layout/error-page";

/** A page that failed, within the frame of the staff area. The text is in three languages at once, because what failed may be the catalogue. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <ErrorPage reference={error.digest} onRetry={reset} forStaff />;
}
