import { notFound } from "next/navigation";
import { env } from "@/lib/platform/env";

/** First line of every `/dev` page and route: they do not exist unless DEV_TOOLS=1. */
export function requireDevTools(): void {
  if (!env().DEV_TOOLS) notFound();
}
