"use client";

import { useState } from "react";
import type { OfferedItem } from "@/components/connect/item-table";
import type { MoneyReading } from "@/components/ui/money-field";
import { sumCents } from "@/lib/money/cents";
import type { PostingRow } from "@/lib/postings/model";

/** `amountCents` null: what stands in the field is no amount. */
export type NewPlace = { item: OfferedItem; amountCents: number | null };

/** The items that a record is put on: one takes all of it, several share it to the cent. */
export function useNewPlaces({ amountCents: wholeCents, itemKey }: Pick<PostingRow, "amountCents" | "itemKey">) {
  const [places, setPlaces] = useState<readonly NewPlace[]>([]);
  const placedCents = sumCents(places.map(({ amountCents }) => amountCents ?? 0));
  const leftCents = wholeCents - placedCents;
  const add = (item: OfferedItem) =>
    setPlaces((all) => {
      if (all.some((place) => place.item.key === item.key)) return all;
      const left = wholeCents - sumCents(all.map(({ amountCents }) => amountCents ?? 0));
      // The record itself is counted as on its way to the item it is on.
      const isOwn = item.key === itemKey;
      const openCents = isOwn ? item.balanceCents - item.unconfirmedCents + wholeCents : item.openCents;
      const room = item.kind === "trust" ? left : Math.min(left, Math.max(0, openCents));
      return [...all, { item, amountCents: room }];
    });
  const remove = (key: string) => setPlaces((all) => all.filter(({ item }) => item.key !== key));
  const write = (key: string, reading: MoneyReading) =>
    setPlaces((all) =>
      all.map((place) =>
        place.item.key === key
          ? { ...place, amountCents: reading.state === "amount" ? reading.amountCents : null }
          : place,
      ),
    );
  const isWhole =
    places.length > 0 && leftCents === 0 && places.every(({ amountCents }) => amountCents !== null && amountCents > 0);
  const lines = places.map(({ item, amountCents }) => ({
    itemKey: item.key,
    amountCents: places.length === 1 ? null : amountCents,
  }));
  return { places, leftCents, isWhole, lines, add, remove, write };
}
