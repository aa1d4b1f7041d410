export function withLock<T>(
  path: string,
  work: () => Promise<T>,
  options?: { waitMs?: number; onWait?: () => void },
): Promise<T>;

export function tryLock(path: string, details?: Record<string, unknown>): boolean;

export function findHolder(path: string): { pid: number; [detail: string]: unknown } | null;

export function unlock(path: string): void;
