import { Client } from "pg";
import type { MatterSystemId } from "@/lib/matter-systems/model";
import { ADERANT_BOOKS } from "./books/aderant";
import type { Batch, Books } from "./books/book";
import { ENTERPRISE_BOOKS } from "./books/enterprise";
import { PROLAW_BOOKS } from "./books/prolaw";
import { THREE_E_BOOKS } from "./books/three-e";
import { type DeliveredFile, RefusedFile } from "./readers/delivered";
import { readAderantFile } from "./readers/read-aderant";
import { readEnterpriseFile } from "./readers/read-enterprise";
import { readProlawFile } from "./readers/read-prolaw";
import { readThreeEFile } from "./readers/read-three-e";

const SYSTEMS: Record<MatterSystemId, { read: (bytes: Buffer) => DeliveredFile; books: Books }> = {
  enterprise: { read: readEnterpriseFile, books: ENTERPRISE_BOOKS },
  threeE: { read: readThreeEFile, books: THREE_E_BOOKS },
  prolaw: { read: readProlawFile, books: PROLAW_BOOKS },
  aderant: { read: readAderantFile, books: ADERANT_BOOKS },
};

export type TakenFile = { receipts: number; isRepeat: boolean };

/**
 * What a demo matter system does with a posting file: reads it, and books all of its receipts or none. A file whose receipts are all
 * booked already is taken without booking them twice.
 * @throws RefusedFile in words when the file is damaged, does not add up, or names what there is not
 */
export async function takeFile(
  place: { databaseUrl: string; schema: string; system: MatterSystemId },
  file: { name: string; bytes: Buffer },
): Promise<TakenFile> {
  const { read, books } = SYSTEMS[place.system];
  const delivered = read(file.bytes);
  const client = new Client({ connectionString: place.databaseUrl });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("begin");
    await client.query("select set_config('search_path', $1, true), pg_advisory_xact_lock(hashtext($1))", [
      place.schema,
    ]);
    const isRepeat = await isBooked(client, books, delivered);
    if (!isRepeat) await bookAll(client, books, delivered, file.name);
    await client.query("commit");
    return { receipts: delivered.receipts.length, isRepeat };
  } finally {
    await client.end();
  }
}

async function bookAll(
  client: Client,
  books: Books,
  { batch, receipts }: DeliveredFile,
  fileName: string,
): Promise<void> {
  const [first] = receipts;
  if (!first) throw new RefusedFile("The file holds no receipt.");
  const cents = receipts.reduce((sum, receipt) => sum + receipt.cents, 0);
  const whole: Batch = { name: batch || fileName, cents, bank: first.bank, on: first.on };
  await books.begin?.(client, whole);
  for (const receipt of receipts) await books.book(client, receipt, whole);
}

async function isBooked(client: Client, books: Books, { receipts }: DeliveredFile): Promise<boolean> {
  const references = new Set(receipts.map(({ reference }) => reference));
  if (references.has("") || references.size !== receipts.length)
    throw new RefusedFile("A receipt has no reference, or two have the same.");
  const found = await client.query<{ reference: string }>(books.knownSql, [[...references]]);
  if (found.rows.length === 0) return false;
  if (found.rows.length === references.size) return true;
  const [known] = found.rows;
  throw new RefusedFile(`${known?.reference} is booked already, others of the file are not.`);
}
