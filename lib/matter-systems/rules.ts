import { ITEM_KINDS, type ItemRef } from "./model";

/** One name for an item, of its kind and key: a matter system may number invoices and trust ledgers alike. */
export function idOfItem({ kind, key }: ItemRef): string {
  return `${kind}:${key}`;
}

/** The kind and key that an id of `idOfItem` was made of. @throws Error for any other text */
export function refOfItemId(id: string): ItemRef {
  const at = id.indexOf(":");
  const kind = ITEM_KINDS.find((each) => each === id.slice(0, at));
  if (!kind) throw new Error(`"${id}" names no item.`);
  return { kind, key: id.slice(at + 1) };
}
