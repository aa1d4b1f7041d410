// npm run db:migrate: brings the database of DATABASE_URL, else the built-in one in DATA_DIR, up to date.
import { migrateDatabase } from "@/db/migrate";
import { openDatabase } from "./launcher/open-database";

const database = await openDatabase();
try {
  await migrateDatabase(database.url);
  console.info("The database is up to date.");
} finally {
  await database.leave();
}
