export function startForLife<T>(begin: () => Promise<T> | T, stop: (thing: T) => Promise<void>): Promise<T>;

export function live(work: () => Promise<number | undefined>): Promise<void>;
