import { createSandboxDesk } from "@/lib/gateways/adapters/sandbox/desk";
import { openSandboxPool } from "@/lib/gateways/adapters/sandbox/store";
import type { SandboxEvent } from "@/lib/gateways/adapters/sandbox/webhook";
import { randomIds } from "@/lib/platform/ids";
import { isBrokenConnection } from "./child/explain-fault";
import type { CrashDatabase } from "./crash-database";
import type { GatewaySide } from "./gateway-side";
import type { SharedTime, Told } from "./model";
import { sharedClock } from "./shared-clock";

/** The sandbox's own desk, upon the run's database. */
export function openSandboxSide(database: CrashDatabase, time: SharedTime): GatewaySide {
  const pool = openSandboxPool(database.url);
  const told: Told[] = [];
  let number = 0;
  const tell = ({ type, account, reference }: SandboxEvent) => {
    const say = (word: string) => {
      number += 1;
      const event = { eventId: `evt_${number}`, type: word, accountKey: `sandbox:${account}` };
      told.push({ kind: "sandbox", event: { ...event, about: { reference }, objectId: reference } });
    };
    say(type);
    // Gateways tell of one thing by several events.
    if (number % 2 === 1) say("charge.updated");
  };
  const desk = createSandboxDesk({ pool, clock: sharedClock(time), ids: randomIds, faults: "", onEvent: tell });
  return {
    url: "",
    listTaken: async () => {
      const rows = await database.ask<{ id: string; method: string }>(
        "select id, test_method as method from sandbox.charges where state in ('pending', 'approved', 'settled', 'disputed')",
      );
      return rows.map(({ id, method }) => ({ id, isBank: method.startsWith("bank") }));
    },
    act: async (chargeId, act, code) => {
      try {
        return await desk.actOnCharge(chargeId, act, act === "return" ? code : "");
      } catch (error) {
        if (isBrokenConnection(error)) return false;
        throw error;
      }
    },
    takeEvents: () => told.splice(0),
    restart: async () => undefined,
    layBooksOpen: async () => undefined,
    close: () => pool.end(),
  };
}
