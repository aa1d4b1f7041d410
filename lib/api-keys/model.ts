import { PERMISSIONS, type Permission } from "@/lib/staff/model";

/** A key of the firm's own programs as an administrator sees it; the key itself is shown once, when it is made. */
export type ApiKeyRow = {
  id: string;
  name: string;
  permissions: Permission[];
  createdAt: Date;
  /** Empty of keys of the installation. */
  createdByName: string;
  /** To the minute; null while it never was. */
  lastUsedAt: Date | null;
  revokedAt: Date | null;
};

/** What a key can be given: nothing of the API manages users, settings or mailed reports. */
export const API_KEY_PERMISSIONS: readonly Permission[] = PERMISSIONS.filter(
  (one) => one !== "users.manage" && one !== "settings.manage" && one !== "reports.manage",
);

export const MAX_API_KEYS = 50;
