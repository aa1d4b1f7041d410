import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { isBrokenText } from "./child/explain-fault";
import type { FromProcess, Guard, Orders, Told, ToProcess } from "./model";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const REPLACED_GUARDS: readonly Guard[] = ["link-lock", "link-close", "refund-key", "refund-look-up", "save-intent"];
/** What is heard in every process: see without/hear-calls.ts. */
const HEARD = ["calls", "stripe-calls"];

/** Few connections, so that payments also wait for one another. */
const QUIET = { DATABASE_URL: "", SANDBOX_FAULTS: "", LOG_LEVEL: "error", DATABASE_POOL_MAX: "5" };

/** A charging process that has loaded its programs and waits for orders, or is at work. */
export type Worker = {
  /** Payments begun in it and not ended yet, as far as it could tell. */
  underWay(): number;
  /** Our rows whose call is at the gateway, as far as it could tell. */
  callsUnderWay(): string[];
  /** Resolves when it has begun so many payments, or has exited. */
  hasBegun(count: number): Promise<void>;
  /** Resolves when another charge goes to the gateway, or it has exited. */
  callsAgain(): Promise<void>;
  /** Lets it begin more payments. */
  allow(payments: number): void;
  isRunning(): boolean;
  exited: Promise<void>;
  go(orders: Orders): void;
  /** An event of the gateway comes in. */
  hand(told: Told): void;
  stop(): void;
  kill(): void;
};

/**
 * Processes to charge with. Some are always loaded ahead, so that a killed one is followed at once and kills hit work instead of
 * start-up.
 */
export class Crew {
  readonly surprises: Record<string, number> = {};
  private readonly spares: Promise<Worker>[] = [];
  private readonly alive = new Set<ChildProcess>();
  private isDismissed = false;

  constructor(
    private readonly without: readonly Guard[],
    /** How many are kept loaded. */
    private readonly sparesWanted: number,
    /** How many the whole run will need; no more are loaded ahead. */
    private expected: number,
    /** Hears how far the stories of a mixed run are. */
    private readonly onStory: (end: "done" | "waits", storyId: string) => void = () => undefined,
  ) {
    this.fill();
  }

  async take(): Promise<Worker> {
    const spare = this.spares.shift() ?? this.start();
    const worker = await spare;
    this.fill();
    return worker;
  }

  dismiss(): void {
    this.isDismissed = true;
    for (const child of this.alive) child.kill("SIGKILL");
  }

  note(text: string): void {
    this.surprises[text] = (this.surprises[text] ?? 0) + 1;
  }

  private fill(): void {
    while (!this.isDismissed && this.expected > 0 && this.spares.length < this.sparesWanted) {
      const spare = this.start();
      // It is told where it is taken.
      spare.catch(() => undefined);
      this.spares.push(spare);
    }
  }

  private start(): Promise<Worker> {
    this.expected -= 1;
    const replaced = [...HEARD, ...REPLACED_GUARDS.filter((guard) => this.without.includes(guard))];
    const hooks = ["--import", "tsx", "--import", "./tests/crash/without/register.mjs"];
    const child = spawn(process.execPath, [...hooks, "tests/crash/child/charger.ts"], {
      cwd: ROOT,
      env: { ...process.env, ...QUIET, CRASH_WITHOUT: replaced.join(",") },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    this.alive.add(child);
    child.once("exit", () => this.alive.delete(child));
    return this.greet(child, replaced);
  }

  private greet(child: ChildProcess, replaced: readonly string[]): Promise<Worker> {
    const { worker, hear } = makeWorker(child);
    this.readLog(child);
    return new Promise((resolve, reject) => {
      child.on("message", (message: FromProcess) => {
        hear(message);
        if (message.kind === "surprise") this.note(message.text);
        if (message.kind === "done" || message.kind === "waits") this.onStory(message.kind, message.storyId);
        if (message.kind !== "ready") return;
        // A run without a guard that was not really taken away would prove nothing.
        if ([...message.without].sort().join() === [...replaced].sort().join()) resolve(worker);
        else reject(new Error(`The process did without "${message.without}" instead of "${replaced}".`));
      });
      child.once("exit", (code) =>
        reject(new Error(`A charging process ended with code ${code} before it was ready.`)),
      );
    });
  }

  /** What the program itself logs as an error is a surprise too, unless a broken connection explains it. */
  private readLog(child: ChildProcess): void {
    let rest = "";
    const read = (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        const text = describeLogLine(line);
        if (text !== null) this.note(text);
      }
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
  }
}

function makeWorker(child: ChildProcess): { worker: Worker; hear(message: FromProcess): void } {
  let began = 0;
  let ended = 0;
  let calls = 0;
  let isOver = false;
  const atGateway = new Set<string>();
  const waiting: { isMet(): boolean; resolve(): void }[] = [];
  const settle = () => {
    for (const one of waiting) if (isOver || one.isMet()) one.resolve();
  };
  const until = (isMet: () => boolean) =>
    new Promise<void>((resolve) => {
      waiting.push({ isMet, resolve });
      settle();
    });
  const exited = new Promise<void>((resolve) => {
    child.once("exit", () => {
      isOver = true;
      settle();
      resolve();
    });
  });
  const send = (message: ToProcess) => {
    if (child.connected) child.send(message, () => undefined);
  };
  const worker: Worker = {
    underWay: () => began - ended,
    callsUnderWay: () => [...atGateway],
    hasBegun: (count) => until(() => began >= count),
    callsAgain: () => {
      const before = calls;
      return until(() => calls > before);
    },
    allow: (payments) => send({ kind: "more", payments }),
    isRunning: () => !isOver,
    exited,
    go: (orders) => send({ kind: "go", orders }),
    hand: (told) => send({ kind: "told", told }),
    stop: () => send({ kind: "stop" }),
    kill: () => child.kill("SIGKILL"),
  };
  const hear = (message: FromProcess) => {
    if (message.kind === "began") began += 1;
    if (message.kind === "ended") ended += 1;
    if (message.kind === "answered") atGateway.delete(message.reference);
    if (message.kind === "calling") {
      atGateway.add(message.reference);
      calls += 1;
    }
    settle();
  };
  return { worker, hear };
}

function describeLogLine(line: string): string | null {
  if (line.trim() === "" || isBrokenText(line)) return null;
  const shown = /"message":"([^"]*)"/.exec(line)?.[1] ?? line.slice(0, 160);
  const cause = /caused by: ([^"\\]*)/.exec(line)?.[1];
  return `log: ${shown.split("\\n")[0]}${cause ? ` (${cause})` : ""}`;
}
