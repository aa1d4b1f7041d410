export const PORT_TAKEN: string;

export function waitUntilHealthy(options: {
  url: string;
  startId: string;
  withinMs: number;
  child: { exited: Promise<number> };
}): Promise<void>;
