/** What a server action answers. `fields` are paths in dots with what is expected there. */
export type ActionResult<Data> =
  | { ok: true; data: Data }
  | { ok: false; code: string; message: string; fields?: readonly { path: string; message: string }[] };
