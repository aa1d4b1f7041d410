type LockedPackage = { version?: string; optionalDependencies?: Record<string, string>; dev?: boolean };

export function findMissingOptional(lock: {
  packages: Record<string, LockedPackage>;
}): { path: string; name: string; version: string; isDev: boolean }[];

export function describePlatform(name: string): { os?: string[]; cpu?: string[]; libc?: string[] };
