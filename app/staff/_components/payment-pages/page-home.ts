import type { PageFamily } from "@/lib/payment-pages/model";

/** Where the screens of a family of pages are. */
export const PAGE_HOME: Record<PageFamily, string> = { plain: "/staff/pages", connect: "/staff/connect/pages" };
