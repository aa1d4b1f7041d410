import type { MatterSystemId, SystemCode } from "@/lib/matter-systems/model";
import type { CodeOption } from "./model";

/**
 * What an account of that kind may be called, by code. Trust and operating money are kept apart also there; where the matter system
 * marks none of its codes for that kind, it does not tell them apart, and all are offered. A saved code is offered always.
 */
export function choicesFor(codes: readonly SystemCode[], kind: "operating" | "trust", saved: string): CodeOption[] {
  const ofKind = codes.filter(({ isTrust }) => isTrust === (kind === "trust"));
  const offered = (ofKind.length > 0 ? ofKind : codes).map(({ code, name }) => ({ code, name, isKnown: true }));
  if (saved === "" || offered.some(({ code }) => code === saved)) return offered;
  const known = codes.find(({ code }) => code === saved);
  return [...offered, { code: saved, name: known?.name ?? "", isKnown: known !== undefined }];
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

type Frame = { isArray: boolean; key: string; awaitsKey: boolean };

/**
 * On which line of a JSON text, counted from 1, stands what a path in dots names ("record.0.fields.3.width"). Of what is missing, the
 * line of the nearest part around it. Null for a path that leads nowhere.
 */
export function lineOfPath(text: string, path: string): number | null {
  const wanted = path.split(".");
  const frames: Frame[] = [];
  let best = { depth: 0, at: -1 };
  for (const token of text.matchAll(TOKEN)) {
    const [word] = token;
    const frame = frames.at(-1);
    if (word === "}" || word === "]") frames.pop();
    else if (word === ",") advance(frame);
    else if (word === ":") continue;
    else if (frame?.awaitsKey) {
      frame.key = word.slice(1, -1);
      frame.awaitsKey = false;
      const here = frames.map(({ key }) => key);
      const depth = here.length;
      if (depth > best.depth && here.every((key, place) => key === wanted[place])) best = { depth, at: token.index };
    } else {
      const depth = frames.length;
      if (depth > best.depth && frames.every(({ key }, place) => key === wanted[place]))
        best = { depth, at: token.index };
      if (word === "{") frames.push({ isArray: false, key: "", awaitsKey: true });
      if (word === "[") frames.push({ isArray: true, key: "0", awaitsKey: false });
    }
  }
  return best.at < 0 ? null : text.slice(0, best.at).split("\n").length;
}

function advance(frame: Frame | undefined): void {
  if (!frame) return;
  if (frame.isArray) frame.key = String(Number(frame.key) + 1);
  else frame.awaitsKey = true;
}

/**
 * The file of a new Connect service (connect/config.ts reads it), with its key in it. What only the firm knows stands in angle
 * brackets; the service's own check names each that was left.
 */
export function writeServiceConfig(of: { key: string; portalUrl: string; system: MatterSystemId }): string {
  const config = {
    portal: of.portalUrl,
    key: of.key,
    system: of.system,
    database: {
      kind: "sqlServer",
      server: "<name of the SQL Server>",
      database: DATABASE_NAMES[of.system],
      user: "<login that may only execute the procedures>",
      password: "<its password>",
    },
    drop: { kind: "folder", folder: "<folder that the matter system reads>" },
  };
  return JSON.stringify(config, null, 2);
}

const DATABASE_NAMES: Record<MatterSystemId, string> = {
  enterprise: "son_db",
  threeE: "<name of the 3E database>",
  prolaw: "<name of the ProLaw database>",
  aderant: "<name of the Expert database>",
};
