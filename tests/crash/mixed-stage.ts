import { setTimeout as sleep } from "node:timers/promises";
import { createRandom } from "@/db/seed/random";
import type { CrashDatabase } from "./crash-database";
import type { Worker } from "./crew";
import { Fates, type GatewaySide, Post } from "./gateway-side";
import type { CrashPlan, MixedFigures, SharedTime } from "./model";
import { readMixedFigures } from "./read-mixed-figures";
import { openSandboxSide } from "./sandbox-side";
import { openStripeSide } from "./stripe-side";

const ACT_EVERY_MS = 100;
/** When Stripe's double is ended hard and started again: once half of the stories are at their end or wait. */
const RESTART_GATEWAY_AT = 0.5;

/** The gateway of a run from its own side, and how far the stories of a mixed run are. */
export class Stage {
  private readonly done = new Set<string>();
  private readonly waiting = new Set<string>();
  private readonly storyIds: readonly string[];
  private readonly post: Post;
  private readonly fates: Fates;
  private isRestarted = false;

  private constructor(
    private readonly plan: CrashPlan,
    readonly gateway: GatewaySide,
    private readonly database: CrashDatabase,
    /** Seed and number of each story by its id, in the order in which everybody tries them. */
    readonly names: Readonly<Record<string, string>>,
  ) {
    this.storyIds = Object.keys(names);
    this.post = new Post(createRandom(`crash/${plan.seed}/post`));
    this.fates = new Fates(gateway, createRandom(`crash/${plan.seed}/fates`));
  }

  static async open(plan: CrashPlan, database: CrashDatabase, time: SharedTime): Promise<Stage> {
    const stories = await database.ask<{ id: string; name: string }>(
      `select id, 'link-' || number as name from pay_links
       union all select id, request_key from method_requests where request_key like 'crash-%' order by name`,
    );
    const gateway =
      plan.gatewayKind === "stripe" ? await openStripeSide(database, plan, time) : openSandboxSide(database, time);
    const order = createRandom(`crash/${plan.seed}/order`);
    const mixed = stories.map((story) => ({ ...story, at: order.float() })).sort((a, b) => a.at - b.at);
    const names = Object.fromEntries(mixed.map(({ id, name }) => [id, `${plan.seed}/${name}`]));
    return new Stage(plan, gateway, database, names);
  }

  note(end: "done" | "waits", storyId: string): void {
    if (end === "done") this.done.add(storyId);
    else this.waiting.add(storyId);
  }

  /** Stories that are not at their end, in the order in which everybody tries them. */
  left(): string[] {
    return this.storyIds.filter((id) => !this.done.has(id));
  }

  /** Of these, those that are not known to wait for others. */
  countToDo(): number {
    return this.left().filter((id) => !this.waiting.has(id)).length;
  }

  /** Acts as the gateway and the banks, and hands over what there is to tell, until the run is over. */
  async goOn(isOver: () => boolean, workers: () => readonly Worker[]): Promise<void> {
    while (!isOver()) {
      await this.fates.goOn();
      for (const told of this.gateway.takeEvents()) this.post.take(told);
      this.post.deliver(workers());
      if (!this.isRestarted && this.countToDo() <= this.storyIds.length * RESTART_GATEWAY_AT) {
        this.isRestarted = true;
        await this.gateway.restart();
      }
      await sleep(ACT_EVERY_MS);
    }
  }

  async readFigures(): Promise<MixedFigures> {
    const { events, never, handed } = this.post.counts;
    return {
      ...(await readMixedFigures(this.database)),
      events,
      eventsNeverTold: never,
      eventsHanded: handed,
      gatewayRestarts: this.plan.gatewayKind === "stripe" && this.isRestarted ? 1 : 0,
      storiesLeft: this.plan.isMixed ? this.left().length : 0,
    };
  }
}
