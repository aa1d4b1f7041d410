import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { DeliverOrders, DeliveryPlan, FromDeliverer, FromReader, ToReader } from "./model";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** A delivering process that has loaded its program and waits for orders, or is at work. */
export type Deliverer = {
  isRunning(): boolean;
  exited: Promise<void>;
  go(orders: DeliverOrders, hear: (message: FromDeliverer) => void): void;
  kill(): void;
};

export type Processes = {
  takeDeliverer(): Promise<Deliverer>;
  startReader(target: string, takenFolder: string, hear: (message: FromReader) => void): Reader;
  /** Ends whatever still runs. */
  dismiss(): void;
};
export type Reader = { release(name: string): void; stop(): Promise<void> };

/** Starts the processes of a run. Some deliverers are always loaded ahead, so that kills hit work and not start-up. */
export function openProcesses(plan: DeliveryPlan): Processes {
  const alive = new Set<ChildProcess>();
  const spares: Promise<Deliverer>[] = [];
  let expected = plan.processes + plan.kills;
  let isOver = false;
  const start = (script: string, args: readonly string[], env: Record<string, string>): ChildProcess => {
    const hooks = ["--import", "tsx", "--import", "./tests/crash/without/register.mjs"];
    const child = spawn(process.execPath, [...hooks, script, ...args], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    alive.add(child);
    child.once("exit", () => alive.delete(child));
    return child;
  };
  const startDeliverer = (): Promise<Deliverer> => {
    expected -= 1;
    const replaced = ["drop-slow", ...plan.without];
    const child = start("tests/crash/postings/child/deliver-files.ts", [], {
      CRASH_WITHOUT: replaced.join(","),
      CRASH_SLOW_MS: String(plan.slowMs),
      CRASH_DISK_FULL: String(plan.diskFull),
    });
    return greet(child, replaced);
  };
  const fill = (): void => {
    while (!isOver && expected > 0 && spares.length < plan.processes + 1) {
      const spare = startDeliverer();
      // It is told where it is taken.
      spare.catch(() => undefined);
      spares.push(spare);
    }
  };
  fill();
  return {
    async takeDeliverer() {
      const deliverer = await (spares.shift() ?? startDeliverer());
      fill();
      return deliverer;
    },
    startReader(target, takenFolder, hear) {
      const child = start("tests/crash/postings/child/read-folder.ts", [target, takenFolder, plan.reader], {
        CRASH_WITHOUT: "",
      });
      child.on("message", hear);
      return {
        release: (name) => child.send({ kind: "released", name } satisfies ToReader),
        stop: () => stopReader(child),
      };
    },
    dismiss() {
      isOver = true;
      for (const child of alive) child.kill("SIGKILL");
    },
  };
}

function stopReader(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.disconnect();
  });
}

function greet(child: ChildProcess, replaced: readonly string[]): Promise<Deliverer> {
  let isRunning = true;
  const exited = new Promise<void>((resolve) => {
    child.once("exit", () => {
      isRunning = false;
      resolve();
    });
  });
  const deliverer: Deliverer = {
    isRunning: () => isRunning,
    exited,
    go(orders, hear) {
      child.on("message", hear);
      child.send(orders);
    },
    kill: () => child.kill("SIGKILL"),
  };
  return new Promise((resolve, reject) => {
    child.once("message", (message: FromDeliverer) => {
      const without = message.kind === "ready" ? message.without : [];
      // A run without a guard that was not really taken away would prove nothing.
      if ([...without].sort().join() === [...replaced].sort().join()) resolve(deliverer);
      else reject(new Error(`The process did without "${without}" instead of "${replaced}".`));
    });
    child.once("exit", (code) =>
      reject(new Error(`A delivering process ended with code ${code} before it was ready.`)),
    );
  });
}
