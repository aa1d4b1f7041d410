import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { DeliveredFile, DeliveredReceipt } from "@/connect/demo/readers/delivered";
import { readAderantFile } from "@/connect/demo/readers/read-aderant";
import { readEnterpriseFile } from "@/connect/demo/readers/read-enterprise";
import { readProlawFile } from "@/connect/demo/readers/read-prolaw";
import { readThreeEFile } from "@/connect/demo/readers/read-three-e";
import type { MatterSystemId } from "@/lib/matter-systems/model";
import { demoConnectionId } from "./connect-service";
import { centsOf, queryApp } from "./connect-steps";
import { listTakenFiles } from "./postings-page";

/** The second program: it shares nothing with the one that writes posting files. */
const READERS: Record<MatterSystemId, (bytes: Buffer) => DeliveredFile> = {
  enterprise: readEnterpriseFile,
  threeE: readThreeEFile,
  prolaw: readProlawFile,
  aderant: readAderantFile,
};

export type ShownRecord = { number: string; cents: number; state: string };

/** The rows of Manage Postings as they stand on the screen. */
export async function readRecords(clerk: Page): Promise<ShownRecord[]> {
  const rows = await clerk.locator("tr[data-row]").all();
  return Promise.all(
    rows.map(async (row) => {
      const name = (await row.getByRole("checkbox").getAttribute("aria-label")) ?? "";
      const text = (await row.textContent()) ?? "";
      return {
        number: /D-\d{4}-\d{6}/.exec(name)?.[0] ?? name,
        cents: centsOf(/\$[\d,]+\.\d{2}/.exec(text)?.[0] ?? ""),
        state: text.includes("Confirmed") ? "confirmed" : text,
      };
    }),
  );
}

/** Of the files that hold these records: what they say of them, and whether each whole file is what the portal says it sent. */
export async function readBack(
  serviceFolder: string,
  system: MatterSystemId,
  numbers: ReadonlySet<string>,
): Promise<DeliveredReceipt[]> {
  const files = listTakenFiles(serviceFolder, demoConnectionId(system));
  const delivered = files.map(({ name, bytes }) => ({ name, receipts: READERS[system](bytes).receipts }));
  const ours = delivered.filter(({ receipts }) => receipts.some(({ reference }) => numbers.has(reference)));
  for (const { name, receipts } of ours) {
    const sent = await queryApp<{ records: number; cents: number }>(
      "select records, total_cents::int as cents from posting_batches where firm_id = 'frm_hartwell' and file_name = $1",
      [name],
    );
    expect(sent).toEqual([{ records: receipts.length, cents: receipts.reduce((sum, { cents }) => sum + cents, 0) }]);
  }
  return ours.flatMap(({ receipts }) => receipts.filter(({ reference }) => numbers.has(reference)));
}
