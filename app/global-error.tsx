"use client";

import { ErrorPage } from "@/components/layout/error-page";
import "./globals.css";

/** The frame itself failed, so this brings its own. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <ErrorPage reference={error.digest} onRetry={reset} />
      </body>
    </html>
  );
}
