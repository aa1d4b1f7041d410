import { DrizzleQueryError } from "drizzle-orm";
import { DatabaseError } from "pg";

/**
 * Takes out of an error what a query was given, and the row that PostgreSQL quotes: names, addresses and tokens of payers, which logs
 * and the worker's record of failed jobs would keep. Query, code and constraint stay. Gives the same error back.
 */
export function hideValues(error: unknown): unknown {
  if (error instanceof DrizzleQueryError) {
    const message = `Failed query: ${error.query}`;
    error.stack = error.stack?.replace(error.message, message);
    error.message = message;
    error.params = [];
    hideValues(error.cause);
  }
  if (error instanceof DatabaseError) {
    error.detail = undefined;
    error.where = undefined;
  }
  return error;
}
