/** Passes a value on; false once nobody wants more. */
export type Give<T> = (value: T) => Promise<boolean>;

/**
 * Turns work that gives values, such as work within a transaction, into values that can be taken one by one. The work runs one value
 * ahead and waits then; it ends when the taker stops, and what it throws is thrown to the taker. Whoever stops early waits for its end.
 */
export async function* handOver<T>(work: (give: Give<T>) => Promise<void>): AsyncGenerator<T> {
  const ready: T[] = [];
  let isStopped = false;
  let state: { isDone: boolean; error?: unknown } = { isDone: false };
  let wakeTaker = () => {};
  let wakeGiver = () => {};
  const give: Give<T> = async (value) => {
    if (isStopped) return false;
    ready.push(value);
    wakeTaker();
    while (ready.length > 0 && !isStopped) await new Promise<void>((resolve) => (wakeGiver = resolve));
    return !isStopped;
  };
  const finished = work(give).then(
    () => (state = { isDone: true }),
    (error: unknown) => (state = { isDone: true, error }),
  );
  void finished.then(() => wakeTaker());
  try {
    for (;;) {
      const value = ready.shift();
      if (value !== undefined) {
        wakeGiver();
        yield value;
      } else if (state.isDone) {
        break;
      } else {
        await new Promise<void>((resolve) => (wakeTaker = resolve));
      }
    }
    if ("error" in state) throw state.error;
  } finally {
    isStopped = true;
    wakeGiver();
    await finished;
  }
}
