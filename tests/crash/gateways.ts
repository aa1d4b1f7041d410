/**
 * Two bad gateways, because what guards against one is what the other takes away. The first answers badly and lets calls arrive after
 * a look-up has said "absent": there the key saves us. The second keeps no key at all: there the look-up does. A gateway that does
 * both within minutes could be charged safely by nobody; real ones keep keys for a day.
 */
export const BAD_GATEWAYS = {
  silent: {
    faults: "lost=0.2,slow=0.05,error=0.05,unsent=0.05,late=0.05",
    // A minute is 150 ms, so that most late calls arrive after the look-up and its second sending.
    speed: 400,
  },
  forgetful: {
    faults: "lost=0.2,slow=0.05,error=0.05,unsent=0.05,pruned=1",
    // A minute is three seconds: on a busy machine a call may stall for one, and none may be on its way when we look it up.
    speed: 20,
  },
} as const;
/**
 * The gateways of mixed runs, which answer as badly as "silent". At the sandbox cards settle and debits arrive within hours, so that
 * both happens while the run goes on. Stripe's double lets no call arrive late, and a charge there takes several calls: its minutes pass
 * slower, so that look-ups are not always faster than answers.
 */
export const MIXED_GATEWAYS = {
  sandbox: { faults: `${BAD_GATEWAYS.silent.faults},cardsettle=14400,settle=21600`, speed: 400 },
  stripe: { faults: "lost=0.15,slow=0.05,error=0.05,unsent=0.05,rate=0.02,slowMs=100", speed: 100 },
} as const;

export type BadGateway = keyof typeof BAD_GATEWAYS;

export function isBadGateway(name: string): name is BadGateway {
  return Object.hasOwn(BAD_GATEWAYS, name);
}
