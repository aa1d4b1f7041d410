import { sql } from "drizzle-orm";
import { Client } from "pg";
import { APP_ROLE } from "@/db/client";
import { env } from "./env";
import { randomIds } from "./ids";
import { log } from "./log";
import type { Tx } from "./tx";

/**
 * Tells other processes at once that something has happened, so that nobody must ask for it over and over. News is a hint: it may be
 * late or lost while the database restarts, so whoever waits looks for itself when it is woken and now and then besides. Topics are
 * names and ids only; every process hears all of them.
 */
const CHANNEL = "docketpay_news";
const HEARTBEAT_MS = 10_000;
const ECHO_WITHIN_MS = 3_000;
const LINGER_MS = 30_000;
const RETRY_MS = { first: 200, most: 5_000 };

export type Watch = {
  /** Comes back when there was news since the last time, when hearing was lost or found again, or after so many milliseconds. */
  next(ms: number): Promise<void>;
  /** Whether news would be heard right now. */
  isLive(): boolean;
  close(): void;
};

type Waiter = { topic: string; hasNews: boolean; wake: (() => void) | null };

type Hub = {
  waiters: Map<string, Set<Waiter>>;
  client: Client | null;
  isRunning: boolean;
  isEnding: boolean;
  /** The log has it, until something is heard again. */
  isToldDeaf: boolean;
  /** Ends the present pause or heartbeat early. */
  stir: () => void;
};

// One connection for the process, however often this file is loaded.
const holder = globalThis as typeof globalThis & { docketpayNews?: Hub };

function hub(): Hub {
  holder.docketpayNews ??= {
    waiters: new Map(),
    client: null,
    isRunning: false,
    isEnding: false,
    isToldDeaf: false,
    stir: () => undefined,
  };
  return holder.docketpayNews;
}

/** Said when the transaction commits, not at all when it does not. */
export async function announce(tx: Tx, topic: string): Promise<void> {
  await tx.execute(sql`select pg_notify(${CHANNEL}, ${topic})`);
}

/** The same as a part of another statement. */
export function announcing(topic: string) {
  return sql`pg_notify(${CHANNEL}, ${topic})`;
}

/** Begins to listen; news from now on is not missed, also before `next` is called. Whoever opens it closes it. */
export function openWatch(topic: string): Watch {
  const waiter: Waiter = { topic, hasNews: false, wake: null };
  const { waiters } = hub();
  const others = waiters.get(topic) ?? new Set();
  waiters.set(topic, others.add(waiter));
  void keepListening();
  return {
    isLive: () => hub().client !== null,
    next: (ms) => nextNews(waiter, ms),
    close: () => {
      others.delete(waiter);
      if (others.size === 0 && waiters.get(topic) === others) waiters.delete(topic);
    },
  };
}

function nextNews(waiter: Waiter, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      Object.assign(waiter, { hasNews: false, wake: null });
      resolve();
    };
    const timer = setTimeout(done, Math.max(0, ms));
    if (waiter.hasNews) return done();
    waiter.wake = done;
  });
}

/** Whether the process is about to end: nobody should wait any longer. */
export function isNewsEnding(): boolean {
  return hub().isEnding;
}

/** Wakes all who wait and closes the connection, for a process that ends; or, with `forGood: false`, for the next test. */
export async function endNews({ forGood = true } = {}): Promise<void> {
  const current = hub();
  current.isEnding = true;
  for (const topic of current.waiters.keys()) tell(current, topic);
  current.stir();
  while (current.isRunning) await new Promise((resolve) => setTimeout(resolve, 5));
  current.isEnding = forGood;
}

function tell(current: Hub, topic: string): void {
  for (const waiter of current.waiters.get(topic) ?? []) {
    waiter.hasNews = true;
    waiter.wake?.();
  }
}

function tellAll(current: Hub): void {
  for (const topic of current.waiters.keys()) tell(current, topic);
}

async function keepListening(): Promise<void> {
  const current = hub();
  if (current.isRunning || current.isEnding) return;
  current.isRunning = true;
  let pauseMs = RETRY_MS.first;
  try {
    while (!current.isEnding && current.waiters.size > 0) {
      const hasHeard = await listenOnce(current);
      if (current.isEnding || current.waiters.size === 0) return;
      pauseMs = hasHeard ? RETRY_MS.first : Math.min(RETRY_MS.most, pauseMs * 2);
      await pause(current, pauseMs);
    }
  } finally {
    current.isRunning = false;
  }
  // Somebody may have come while the last connection was being closed.
  if (!current.isEnding && current.waiters.size > 0) void keepListening();
}

/** Listens until the connection dies or nobody waits any more. @returns whether anything could have been heard */
async function listenOnce(current: Hub): Promise<boolean> {
  const client = new Client({
    connectionString: env().DATABASE_URL,
    connectionTimeoutMillis: 5_000,
    query_timeout: 5_000,
    keepAlive: true,
    application_name: "docketpay news",
    options: `-c role=${APP_ROLE}`,
  });
  let isDead = false;
  const die = () => {
    isDead = true;
    current.stir();
  };
  client.on("error", die);
  client.on("end", die);
  client.on("notification", ({ payload }) => tell(current, payload ?? ""));
  try {
    await client.connect();
    await client.query(`listen ${CHANNEL}`);
    await requireEcho(client);
    current.client = client;
    current.isToldDeaf = false;
    // What was said before this moment was not heard.
    tellAll(current);
    for (let idleMs = 0; !isDead && !current.isEnding && idleMs < LINGER_MS; ) {
      await pause(current, HEARTBEAT_MS);
      // A connection that a firewall forgot looks alive until it is asked.
      if (!isDead && !current.isEnding) await requireEcho(client);
      idleMs = current.waiters.size > 0 ? 0 : idleMs + HEARTBEAT_MS;
    }
    return true;
  } catch (error) {
    if (!current.isToldDeaf) log().warn({ err: error }, "news are not heard; those who wait ask instead");
    current.isToldDeaf = true;
    return current.client === client;
  } finally {
    if (current.client === client) current.client = null;
    // Those who wait go over to asking.
    tellAll(current);
    await client.end().catch(() => undefined);
  }
}

/** A pooler that lends connections by transaction takes LISTEN and passes nothing on. @throws Error when nothing comes back */
async function requireEcho(client: Client): Promise<void> {
  const topic = `echo:${randomIds.token()}`;
  const heard = new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), ECHO_WITHIN_MS);
    client.on("notification", function listen({ payload }) {
      if (payload !== topic) return;
      clearTimeout(timer);
      client.off("notification", listen);
      resolve(true);
    });
  });
  await client.query("select pg_notify($1, $2)", [CHANNEL, topic]);
  if (!(await heard)) throw new Error("The database takes LISTEN and passes no news on.");
}

function pause(current: Hub, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      current.stir = () => undefined;
      resolve();
    };
    const timer = setTimeout(done, ms);
    // Listening alone keeps no process alive.
    timer.unref();
    current.stir = done;
  });
}
