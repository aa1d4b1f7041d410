export type Child = { pid: number | undefined; exited: Promise<number>; logs(): string; stop(): Promise<void> };

type Options = { env?: Record<string, string | undefined>; leash?: boolean; onOutput?: (text: string) => void };

export function spawnNode(args: string[], options?: Options): Child;

export function runNode(args: string[], options?: Options): Promise<{ code: number; output: string }>;

export function runTypeScript(
  script: string,
  options?: { env?: Record<string, string | undefined> },
): Promise<{ code: number; output: string }>;
