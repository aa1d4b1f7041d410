// The same for Node before 22.15, which runs these in a thread of their own.
import { chooseAddress } from "./replacements.mjs";

let guards = [];

export function initialize(data) {
  guards = data;
}

export async function resolve(specifier, context, next) {
  const found = await next(specifier, context);
  const instead = chooseAddress(guards, found.url, context.parentURL);
  return instead === null ? found : next(instead, context);
}
