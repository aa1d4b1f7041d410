// Child of the bench connect-search: the Connect service of one demo matter system, in a process of its own as at a firm.
import { openDemoPostgres } from "@/connect/databases/demo-postgres";
import { MATTER_PLACES } from "@/db/seed/matter-systems/places";
import { startServiceSide } from "@/tests/support/connect-bench";
import { searchingSystem } from "./searching-system";

const [, , portalUrl = "", databaseUrl = "", schema = "", key = ""] = process.argv;
const place = MATTER_PLACES.find((each) => each.schema === schema);
if (!place) throw new Error(`There is no demo matter system ${schema}.`);
const caller = openDemoPostgres({ databaseUrl, schema, system: place.system });
const line = startServiceSide(portalUrl, key, {
  systemId: place.system,
  system: searchingSystem(place, caller),
  instance: `instance-of-bench-${place.system}`,
});
while (!line.isConnected()) await new Promise((resolve) => setTimeout(resolve, 20));
console.info("connected");
