// Preloaded into the app's process. When the command that started it is killed outright it cannot stop anything, but the pipe
// between the two closes, and the app ends by itself instead of keeping the port.
import { Socket } from "node:net";

const FORCE_AFTER_MS = 5_000;
const { DOCKETPAY_LEASH_FD: leashFd } = process.env;

if (leashFd !== undefined) {
  // Processes that the app starts in turn do not hold this pipe.
  delete process.env.DOCKETPAY_LEASH_FD;
  const leash = new Socket({ fd: Number(leashFd), readable: true, writable: false });
  leash.on("error", () => undefined);
  leash.on("close", () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.exit(1), FORCE_AFTER_MS).unref();
  });
  leash.resume();
  // The pipe alone must not keep a finished process alive.
  leash.unref();
}
