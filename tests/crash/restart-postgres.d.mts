export function restartPostgresHard(dataDir: string): Promise<void>;
