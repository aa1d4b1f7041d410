import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { APP_ROLE, database } from "@/db/client";
import { useTestDatabase } from "./test-database";

describe("useTestDatabase", () => {
  const test = useTestDatabase();

  it("gives the program a migrated database of its own, as the app role", async () => {
    const { rows } = await database().execute<{ role: string; name: string }>(
      sql`select current_user as role, current_database() as name`,
    );
    expect(rows).toEqual([{ role: APP_ROLE, name: new URL(test.url).pathname.slice(1) }]);
  });

  it("gives the test itself the owner's eyes", async () => {
    await test.asOwner("insert into firm_counters (firm_id, kind, year, value) values ('frm_1', 'payment', 2026, 1)");
    expect(await test.asOwner("select value from firm_counters")).toEqual([{ value: 1 }]);
    const { rows } = await database().execute(sql`select value from firm_counters`);
    expect(rows).toEqual([]);
  });
});
