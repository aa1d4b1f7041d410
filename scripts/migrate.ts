import { migrateDatabase } from "@/db/migrate";
import { env } from "@/lib/platform/env";

const url = env().DATABASE_URL;
if (!url) {
  console.error("DATABASE_URL is not set. npm start and npm run demo migrate the embedded database by themselves.");
  process.exit(1);
}
await migrateDatabase(url);
console.info("The database is up to date.");
