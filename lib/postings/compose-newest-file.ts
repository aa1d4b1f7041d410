import { and, desc, eq, inArray, ne, notInArray } from "drizzle-orm";
import { postings } from "@/db/schema/postings";
import { getConnectSettings, listPostingAccounts } from "@/lib/connect-settings/queries";
import { getFirm } from "@/lib/firms/queries";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { PostingFileBatch } from "@/lib/posting-layouts/model";
import { composeFile, loadNeighbours } from "./internal/compose-file";

const MOST_RECORDS = 20;

/**
 * The newest matched records of a connection as one file would hold them: of one account and currency. Null when there are none. To
 * show a layout on; whoever asks has checked the permission.
 */
export async function composeNewestFile(ctx: Ctx, tx: Tx, connectionId: string): Promise<PostingFileBatch | null> {
  const accounts = await listPostingAccounts(ctx, tx, connectionId);
  const isMatched = and(
    eq(postings.firmId, ctx.firmId),
    eq(postings.connectionId, connectionId),
    // What is incomplete stands in no file, and may lack what the layout requires.
    notInArray(postings.state, ["removed", "incomplete"]),
    ne(postings.itemKey, ""),
    inArray(
      postings.accountId,
      accounts.map(({ accountId }) => accountId),
    ),
  );
  if (accounts.length === 0) return null;
  const newest = await tx
    .select()
    .from(postings)
    .where(isMatched)
    .orderBy(desc(postings.createdAt), desc(postings.id))
    .limit(1);
  const [first] = newest;
  const account = accounts.find(({ accountId }) => accountId === first?.accountId);
  if (!first || !account) return null;
  const records = await tx
    .select()
    .from(postings)
    .where(and(isMatched, eq(postings.accountId, first.accountId), eq(postings.currency, first.currency)))
    .orderBy(desc(postings.createdAt), desc(postings.id))
    .limit(MOST_RECORDS);
  const ids = records.map(({ id }) => id);
  const { name, timeZone } = await getFirm(ctx, tx);
  const { postingDate } = await getConnectSettings(ctx, tx);
  const neighbours = await loadNeighbours(ctx, tx, inArray(postings.id, ids));
  const now = ctx.clock.now();
  const number = `B-${now.getUTCFullYear()}-000000`;
  const facts = { batchId: "pbt_preview", number, firm: { name, timeZone }, now, postingDate, account, neighbours };
  return composeFile(records.reverse(), facts);
}
