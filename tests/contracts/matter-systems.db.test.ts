import { describe } from "vitest";
import { useTestDatabase } from "@/tests/support/test-database";
import { describeMatterSystem } from "./matter-systems/matter-system-contract";
import { SYSTEMS } from "./matter-systems/systems";

/** One suite for all four: the T-SQL that ships, run on PostgreSQL on tables of the same names. */
const test = useTestDatabase();

describe.each(SYSTEMS)("$id", (system) => {
  describeMatterSystem(system, test);
});
