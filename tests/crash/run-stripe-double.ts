// Stripe's double as a process of its own, by the clock of the run: minutes are milliseconds there too.
import type { StripeDoubleOptions } from "@/tests/support/stripe-double/options";
import { startStripeDouble } from "@/tests/support/stripe-double/start";
import type { SharedTime } from "./model";
import { sharedClock } from "./shared-clock";

export type StripeDoubleOrders = Omit<StripeDoubleOptions, "clock"> & { time: SharedTime };

process.once("message", (orders: StripeDoubleOrders) => {
  const { time, ...options } = orders;
  void startStripeDouble({ ...options, clock: sharedClock(time) }).then(({ url }) => process.send?.({ url }));
});
// The harness itself may be killed; nothing of it stays behind.
process.on("disconnect", () => process.exit(0));
