import { bigint, customType, text, timestamp } from "drizzle-orm/pg-core";

/** Every business row belongs to one firm; keys and unique constraints begin with it (row-level security, later sharding). */
export const firmId = () => text("firm_id").notNull();

/** Integer minor units; the currency stands in a column beside it. */
export const cents = (name: string) => bigint(name, { mode: "number" });

/** A UTC instant. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });

/** A file's own bytes. */
export const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });
