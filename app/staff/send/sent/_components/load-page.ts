import { headers } from "next/headers";
import type { Staff } from "@/lib/auth/session";
import { requestOrigin } from "@/lib/http/request-origin";
import type { PayLinkRow } from "@/lib/pay-links/model";
import { listLinkTokens, listPayLinks } from "@/lib/pay-links/queries";
import type { TwoWayPage } from "@/lib/platform/keyset";
import { fromCursorOrStart } from "../../../_components/read-list";
import type { SentFilter } from "./sent-address";

/** Rows of one page; `urls` by link id, only of links that are open, only for who may hand them out. */
export type SentPage = TwoWayPage<PayLinkRow> & { urls: Map<string, string> };

/** A cursor that was tampered with shows the first page. */
export async function loadPage(staff: Staff, filter: SentFilter): Promise<SentPage> {
  const page = await fromCursorOrStart(filter, (asked) => listPayLinks(staff.ctx, asked));
  const open = page.rows.filter((row) => row.status === "outstanding").map((row) => row.id);
  const tokens = staff.can("links.send") ? await listLinkTokens(staff.ctx, open) : new Map<string, string>();
  const origin = requestOrigin(await headers());
  return { ...page, urls: new Map([...tokens].map(([id, token]) => [id, `${origin}/pay/${token}`])) };
}
