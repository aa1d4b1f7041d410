import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { MatterSystemId } from "@/lib/matter-systems/model";
import { RefusedFile } from "./readers/delivered";
import { takeFile } from "./take-file";

export type ImporterOptions = {
  databaseUrl: string;
  schema: string;
  system: MatterSystemId;
  /** With `files`, where posting files arrive; `taken` and `refused` are made beside it. */
  home: string;
  everyMs: number;
  tell(words: string): void;
};

export type Importer = {
  /** Ends after the file that is at work. */
  stop(): Promise<void>;
};

/** Looks for posting files again and again, as a matter system's own scheduled import does. */
export function startImporter(options: ImporterOptions): Importer {
  const ended = new AbortController();
  const running = run(options, ended.signal);
  return {
    async stop() {
      ended.abort();
      await running;
    },
  };
}

async function run(options: ImporterOptions, ended: AbortSignal): Promise<void> {
  let told = "";
  while (!ended.aborted) {
    try {
      await importFiles(options, ended);
      told = "";
    } catch (error) {
      // The database is away, for example. The files wait.
      const words = `Posting files wait: ${error instanceof Error ? error.message : String(error)}`;
      if (words !== told && !ended.aborted) options.tell(words);
      told = words;
    }
    await sleep(options.everyMs, null, { signal: ended }).catch(() => null);
  }
}

/** Takes what is there, oldest name first. @throws when a file can be neither taken nor refused now; it then stays */
export async function importFiles(options: ImporterOptions, ended?: AbortSignal): Promise<void> {
  const files = join(options.home, "files");
  const entries = await readdir(files, { withFileTypes: true });
  const names = entries.flatMap((entry) => (entry.isFile() && !entry.name.startsWith(".") ? [entry.name] : [])).sort();
  for (const name of names) {
    if (ended?.aborted) return;
    await importFile(options, name);
  }
}

async function importFile(options: ImporterOptions, name: string): Promise<void> {
  const path = join(options.home, "files", name);
  const bytes = await readFile(path);
  try {
    await takeFile(options, { name, bytes });
    await moveTo(join(options.home, "taken"), path, name);
  } catch (error) {
    if (!(error instanceof RefusedFile)) throw error;
    options.tell(`${name} is refused: ${error.message}`);
    const refused = join(options.home, "refused");
    await moveTo(refused, path, name);
    await writeFile(join(refused, `${name}.reason.txt`), `${error.message}\n`);
  }
}

async function moveTo(folder: string, path: string, name: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await rename(path, join(folder, name));
}
