export type RunningApp = {
  url: string;
  pid: number | undefined;
  exited: Promise<number>;
  logs(): string;
  stop(): Promise<void>;
};

export function startApp(options: {
  port: number;
  host?: string;
  mode?: "built" | "dev";
  env: Record<string, string>;
  onOutput?: (text: string) => void;
}): Promise<RunningApp>;
