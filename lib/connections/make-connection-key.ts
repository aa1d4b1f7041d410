import { seal } from "@/lib/platform/secrets";
import { writeConnectionKey } from "./rules";

/** A connection's key as its service needs it, and its secret as the database holds it. `secret`: 43 characters of base64url. */
export function makeConnectionKey(
  firmId: string,
  connectionId: string,
  secret: string,
): { key: string; secretSealed: string } {
  return {
    key: writeConnectionKey(connectionId, secret),
    secretSealed: seal(secret, placeOfSecret(firmId, connectionId)),
  };
}

/** Binds a sealed secret to its row: copied to another firm or connection it does not open. */
export function placeOfSecret(firmId: string, connectionId: string): string {
  return `${firmId}/connections.secret/${connectionId}`;
}
