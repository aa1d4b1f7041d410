import { type DemoPostgresOptions, openDemoPostgres } from "@/connect/databases/demo-postgres";
import type { PostingDrop } from "@/connect/drops/port";
import { procedureMatterSystem } from "@/connect/procedure-matter-system";
import type { MatterSystem } from "@/lib/matter-systems/port";
import { matterSystemDefinition } from "@/lib/matter-systems/registry";
import type { TestDatabase } from "@/tests/support/test-database";
import type { SystemUnderTest } from "./systems";

export type OpenedSystem = {
  /** The system as the service sees it. */
  system(): MatterSystem;
  /** Another look at it, with another drop or another database. */
  open(input: { drop?: PostingDrop; options?: Partial<DemoPostgresOptions> }): MatterSystem;
  close(): Promise<void>;
};

/** For reading only: who delivers with it is told so. */
const NO_DROP: PostingDrop = {
  drop: () => Promise.reject(new Error("This look at the system delivers nothing.")),
  check: () => Promise.resolve(null),
};

/** What lies between the caller and the system; nothing, unless told. */
export type Carry = (system: MatterSystem) => MatterSystem;

export function openSystem(
  under: SystemUnderTest,
  test: TestDatabase,
  carry: Carry = (system) => system,
): OpenedSystem {
  const closers: (() => Promise<void>)[] = [];
  let first: MatterSystem | null = null;
  const open: OpenedSystem["open"] = ({ drop = NO_DROP, options = {} }) => {
    const caller = openDemoPostgres({
      databaseUrl: test.url,
      schema: under.schema,
      system: under.id,
      ...options,
    });
    closers.push(() => caller.close());
    const definition = matterSystemDefinition(under.id);
    return carry(procedureMatterSystem({ definition, caller, drop, serviceVersion: "test" }));
  };
  return {
    system() {
      first ??= open({});
      return first;
    },
    open,
    async close() {
      await Promise.all(closers.map((close) => close()));
    },
  };
}
