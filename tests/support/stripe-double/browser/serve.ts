import type { IncomingMessage, ServerResponse } from "node:http";
import type { Desk } from "../desk/desk";
import type { World } from "../state/world";

type Exchange = { request: IncomingMessage; response: ServerResponse; url: URL; body: string };

export function serveBrowser(_world: World, _desk: Desk, _exchange: Exchange): boolean {
  return false;
}
