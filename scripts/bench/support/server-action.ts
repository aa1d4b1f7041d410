import { send } from "./load";
import { scriptPathsOf } from "./page-weight";

/**
 * The id under which a page's scripts call a server action, found as a browser has it: in the scripts themselves.
 * @throws Error when none of them names it
 */
export async function findServerAction(pageUrl: string, name: string): Promise<string> {
  const { text } = await send(pageUrl);
  const pattern = new RegExp(`createServerReference\\)?\\("([0-9a-f]{20,})"[^)]*"${name}"`);
  for (const path of scriptPathsOf(text)) {
    const script = await send(new URL(path, pageUrl).href);
    const id = pattern.exec(script.text)?.[1];
    if (id) return id;
  }
  throw new Error(`No script of ${pageUrl} names the server action ${name}.`);
}
