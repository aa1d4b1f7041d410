export function runTypeScript(
  script: string,
  options?: { env?: Record<string, string | undefined> },
): Promise<{ code: number; output: string }>;
