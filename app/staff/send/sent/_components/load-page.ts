import { headers } from "next/headers";
import type { Staff } from "@/lib/auth/session";
import { requestOrigin } from "@/lib/http/request-origin";
import { type LinkPage, listLinkTokens, listPayLinks } from "@/lib/pay-links/queries";
import { AppError } from "@/lib/platform/errors";
import type { SentFilter } from "./sent-address";

/** Rows of one page; `urls` by link id, only of links that are open, only for who may hand them out. */
export type SentPage = LinkPage & { urls: Map<string, string> };

/** A cursor that was tampered with shows the first page. */
export async function loadPage(staff: Staff, filter: SentFilter): Promise<SentPage> {
  const page = await listFrom(staff, filter).catch((error: unknown) => {
    if (error instanceof AppError && error.reason === "cursor_invalid")
      return listFrom(staff, { ...filter, older: "", newer: "" });
    throw error;
  });
  const open = page.rows.filter((row) => row.status === "outstanding").map((row) => row.id);
  const tokens = staff.can("links.send") ? await listLinkTokens(staff.ctx, open) : new Map<string, string>();
  const origin = requestOrigin(await headers());
  return { ...page, urls: new Map([...tokens].map(([id, token]) => [id, `${origin}/pay/${token}`])) };
}

function listFrom({ ctx }: Staff, filter: SentFilter): Promise<LinkPage> {
  const { older, newer, ...match } = filter;
  return listPayLinks(ctx, { ...match, cursor: newer || older || null, direction: newer ? "newer" : "older" });
}
