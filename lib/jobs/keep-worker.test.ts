import { expect, it, vi } from "vitest";
import { keepWorker } from "./keep-worker";
import type { Worker } from "./runner";

/** A worker that runs until it is stopped, or until it gives up. */
function fakeWorker(): Worker & { giveUp(): void; stops: number } {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const worker = {
    ended,
    stops: 0,
    giveUp: () => end(),
    stop: async () => {
      worker.stops += 1;
      end();
    },
  };
  return worker;
}

it("tries again until the database is there", async () => {
  const worker = fakeWorker();
  const start = vi
    .fn<() => Promise<Worker>>()
    .mockRejectedValueOnce(new Error("no database"))
    .mockRejectedValueOnce(new Error("no database"));
  start.mockResolvedValue(worker);
  const kept = keepWorker(start, 5);
  await vi.waitFor(() => expect(start).toHaveBeenCalledTimes(3));
  await kept.stop();
  expect(worker.stops).toBeGreaterThan(0);
});

it("starts another when one gave up", async () => {
  const first = fakeWorker();
  const second = fakeWorker();
  const start = vi.fn<() => Promise<Worker>>().mockResolvedValueOnce(first).mockResolvedValueOnce(second);
  const kept = keepWorker(start, 5);
  await vi.waitFor(() => expect(start).toHaveBeenCalledTimes(1));
  first.giveUp();
  await vi.waitFor(() => expect(start).toHaveBeenCalledTimes(2));
  await kept.stop();
  expect(start).toHaveBeenCalledTimes(2);
});

it("stops at once while it waits for the database", async () => {
  const start = vi.fn<() => Promise<Worker>>().mockRejectedValue(new Error("no database"));
  const kept = keepWorker(start, 60_000);
  await vi.waitFor(() => expect(start).toHaveBeenCalledTimes(1));
  const asked = performance.now();
  await kept.stop();
  expect(performance.now() - asked).toBeLessThan(1_000);
});
