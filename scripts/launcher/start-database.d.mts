export type StartedDatabase = { url: string; startedHere: boolean; stop(): Promise<void> };

export function startDatabase(options: {
  dataDir: string;
  settings?: Record<string, string>;
}): Promise<StartedDatabase>;

export function removeDatabase(options: { dataDir: string }): Promise<void>;
