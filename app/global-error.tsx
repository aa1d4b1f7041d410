"use client";

import { ErrorPage } from "@/components/layout/error-page";
import "./globals.css";

/** Whatever failed outside the staff area, whose own `error.tsx` keeps its frame. One further in would be sent along with each client page. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <head>
        <title>This page could not be shown</title>
      </head>
      <body>
        <ErrorPage reference={error.digest} onRetry={reset} />
      </body>
    </html>
  );
}
