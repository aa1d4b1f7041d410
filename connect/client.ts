import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { type HealthCheck, LINE_VERSIONS } from "@/lib/connections/model";
import { HandshakeAnswer, LineRequest } from "@/lib/connections/schemas";
import type { MatterSystemId } from "@/lib/matter-systems/model";
import type { MatterSystem } from "@/lib/matter-systems/port";
import { type Clock, systemClock } from "@/lib/platform/clock";
import { type Ids, randomIds } from "@/lib/platform/ids";
import { answerRequest } from "./answer-request";
import { askedBackOffMs, backOffMs, chanceOf, spread } from "./back-off";
import { type Caller, type CallResult, callPortal } from "./call-portal";
import type { PortalAddress } from "./portal-address";

export type LineOptions = {
  portal: PortalAddress;
  systemId: MatterSystemId;
  system: MatterSystem;
  /** Names this installation, the same after a restart: 16 to 64 characters of base64url. */
  instance: string;
  serviceVersion: string;
  /** The service's look at its surroundings. Never rejects. */
  look(): Promise<{ scriptVersion: string; health: readonly HealthCheck[] }>;
  /** An error of the matter system in words without any data of a request. */
  explain(error: unknown): string;
  /** Is told, in words, what changes: the line is there, is lost, is refused, something failed. */
  tell(words: string): void;
  clock?: Clock;
  ids?: Ids;
};

export type Line = {
  isConnected(): boolean;
  /** Takes no more requests, waits for those at work, hangs up. Safe to call twice. */
  stop(): Promise<void>;
};

const CALL_MS = 20_000;
/** More than a database is asked at once: what waits here is taken by few questions, and the pool of connections keeps the order. */
const MOST_AT_WORK = 48;
const LOOK_EVERY_MS = 5 * 60_000;
const LOOK_AGAIN_MS = 30_000;
const STOP_WITHIN_MS = 10_000;
const LEAVE_MS = 2_000;
/** Of an answer that does not get through: nobody waits for it longer. */
const ANSWER_WITHIN_MS = 60_000;

/** How long to leave the portal alone after a no that a repeat alone does not change. */
const REFUSED_MS: Record<string, number> = {
  handshake_needed: 0,
  clock_wrong: 60_000,
  other_instance: 20_000,
  line_taken_over: 60_000,
};
const REFUSED_OTHERWISE_MS = 5 * 60_000;

const UNREADABLE: CallResult = {
  kind: "refused",
  code: "line_version_unknown",
  words: "The portal's answer cannot be read. Update the service to the portal's version.",
};

/**
 * Keeps the line to the portal: it is dialled from here, held open by one question at a time, and dialled again after every loss, with
 * pauses that grow. Nothing ever listens on this machine.
 */
export function startLine(options: LineOptions): Line {
  const line = new PortalLine(options);
  void line.run();
  return { isConnected: () => line.isConnected, stop: () => line.stop() };
}

class PortalLine {
  isConnected = false;
  private readonly caller: Caller;
  private readonly ended = new AbortController();
  private readonly atWork = new Map<string, Promise<void>>();
  /** Files are delivered one after the other. */
  private delivering: Promise<unknown> = Promise.resolve();
  private seen: { scriptVersion: string; health: readonly HealthCheck[] } = { scriptVersion: "", health: [] };
  private looking: Promise<void> | null = null;
  private lookAt = 0;
  private holdSeconds = 25;
  /** Whether the portal may count this installation as the one that holds the line. */
  private hasLine = false;
  private told = "";
  private early = 0;
  private running: Promise<void> | null = null;

  constructor(private readonly options: LineOptions) {
    const { portal, clock = systemClock, ids = randomIds } = options;
    this.caller = { portal, clock, ids };
  }

  run(): Promise<void> {
    this.running ??= this.keepLine();
    return this.running;
  }

  async stop(): Promise<void> {
    this.ended.abort();
    const work = Promise.allSettled([...this.atWork.values(), this.looking]);
    const limit = new AbortController();
    await Promise.race([work, sleep(STOP_WITHIN_MS, null, { signal: limit.signal }).catch(() => null)]);
    limit.abort();
    await this.running;
    if (this.hasLine)
      await this.call("health", JSON.stringify({ ...this.healthBody(), isLeaving: true }), LEAVE_MS, false);
    this.hasLine = false;
  }

  private get isEnding(): boolean {
    return this.ended.signal.aborted;
  }

  private async keepLine(): Promise<void> {
    for (let failures = 0; !this.isEnding; ) {
      let result = await this.shakeHands();
      if (result.kind === "ok") failures = 0;
      while (result.kind === "ok" && !this.isEnding) result = await this.ask();
      this.isConnected = false;
      if (this.isEnding || result.kind === "ok") return;
      failures += 1;
      this.tellLoss(result);
      await this.pause(this.pauseAfter(result, failures));
    }
  }

  private async shakeHands(): Promise<CallResult> {
    const { systemId: system, instance, serviceVersion } = this.options;
    const json = JSON.stringify({ lineVersions: LINE_VERSIONS, instance, system, serviceVersion, ...this.seen });
    const result = await this.call("handshake", json);
    if (result.kind !== "ok") return result;
    const answer = HandshakeAnswer.safeParse(result.value);
    if (!answer.success || !LINE_VERSIONS.some((version) => version === answer.data.lineVersion)) return UNREADABLE;
    this.isConnected = true;
    this.hasLine = true;
    this.holdSeconds = answer.data.holdSeconds;
    this.lookAt = 0;
    const { connectionName, firmName, portalVersion } = answer.data;
    this.tell(
      `Connected to ${this.caller.portal.url} as "${connectionName}" of ${firmName} (portal ${portalVersion}).`,
    );
    return result;
  }

  /** One held question for requests. Whatever it brings is begun at once. */
  private async ask(): Promise<CallResult> {
    this.lookIfDue();
    if (this.atWork.size >= MOST_AT_WORK) await Promise.race(this.atWork.values());
    const json = JSON.stringify({
      instance: this.options.instance,
      atWork: [...this.atWork.keys()],
      limit: MOST_AT_WORK - this.atWork.size,
      holdSeconds: this.holdSeconds,
    });
    const askedAtMs = this.nowMs();
    const result = await this.call("requests", json, this.holdSeconds * 1000 + CALL_MS);
    if (result.kind !== "ok") return result;
    const given = RequestsAnswer.safeParse(result.value);
    if (!given.success) return UNREADABLE;
    for (const request of given.data.requests) this.begin(request);
    // Whatever lets go of the question early, it is not asked over and over.
    const isEarly = given.data.requests.length === 0 && this.nowMs() - askedAtMs < (this.holdSeconds * 1000) / 2;
    this.early = isEarly ? this.early + 1 : 0;
    if (this.early > 1) await this.pause(backOffMs(this.early, chanceOf(this.caller.ids)));
    return result;
  }

  private begin(request: z.infer<typeof AnyRequest>): void {
    if (this.atWork.has(request.id)) return;
    const before = request.operation === "deliver-batch" ? this.delivering : Promise.resolve();
    const work = before.then(() => this.answer(request)).finally(() => this.atWork.delete(request.id));
    if (request.operation === "deliver-batch") this.delivering = work;
    this.atWork.set(request.id, work);
  }

  private async answer(request: z.infer<typeof AnyRequest>): Promise<void> {
    const { system, explain } = this.options;
    const { json, failure } = await answerRequest(system, request, explain);
    if (failure !== null) {
      this.tell(`${request.operation} failed: ${failure}`);
      this.lookAt = Math.min(this.lookAt, this.nowMs() + LOOK_AGAIN_MS);
    }
    const until = this.nowMs() + ANSWER_WITHIN_MS;
    for (let failures = 1; ; failures += 1) {
      const result = await this.call("answers", json, CALL_MS, false);
      // What is refused stays refused; the portal then asks again if it still wants to know.
      if (result.kind !== "unreachable" || this.nowMs() > until || this.isEnding) return;
      await this.pause(this.pauseAfter(result, failures));
    }
  }

  private lookIfDue(): void {
    if (this.looking || this.nowMs() < this.lookAt) return;
    this.looking = this.look().finally(() => {
      this.looking = null;
      this.lookAt = this.nowMs() + LOOK_EVERY_MS;
    });
  }

  private async look(): Promise<void> {
    const before = this.seen.health;
    this.seen = await this.options.look();
    const isBad = (check: HealthCheck) => !check.ok;
    const isNew = (check: HealthCheck) => !before.some(({ detail, ok }) => !ok && detail === check.detail);
    for (const { detail } of this.seen.health.filter(isBad).filter(isNew)) this.options.tell(detail);
    await this.call("health", JSON.stringify(this.healthBody()));
  }

  private healthBody(): object {
    return { instance: this.options.instance, ...this.seen };
  }

  private call(name: "handshake" | "requests" | "answers" | "health", json: string, timeoutMs = CALL_MS, stops = true) {
    const signal = stops ? this.ended.signal : undefined;
    return callPortal(this.caller, { name, json, timeoutMs, signal });
  }

  private tellLoss(result: Exclude<CallResult, { kind: "ok" }>): void {
    if (result.kind === "refused" && REFUSED_MS[result.code] === 0) return;
    const again = result.kind === "refused" ? "The portal refuses the line" : "No line to the portal";
    this.tell(`${again}: ${result.words}`);
  }

  /** Says a thing once, not with every try. */
  private tell(words: string): void {
    if (words !== this.told) this.options.tell(words);
    this.told = words;
  }

  private pauseAfter(result: Exclude<CallResult, { kind: "ok" }>, failures: number): number {
    const chance = chanceOf(this.caller.ids);
    if (result.kind === "refused") return spread(REFUSED_MS[result.code] ?? REFUSED_OTHERWISE_MS, chance);
    return askedBackOffMs(failures, chance, result.retryAfterSeconds);
  }

  private async pause(ms: number): Promise<void> {
    await sleep(ms, null, { signal: this.ended.signal }).catch(() => null);
  }

  private nowMs(): number {
    return this.caller.clock.now().getTime();
  }
}

/** A newer portal may ask for what this version does not know: that is answered, not choked on. */
const AnyRequest = LineRequest.extend({ operation: z.string() });
const RequestsAnswer = z.object({ requests: z.array(AnyRequest) });
