export const BUILD_ENV: Record<string, string>;

export function isBuilt(): boolean;

export function ensureBuilt(options?: {
  onBuild?: () => void;
}): Promise<{ code: number; output: string; built: boolean }>;
