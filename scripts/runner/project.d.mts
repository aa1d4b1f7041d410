export const ROOT: string;

export function commandScript(packageName: string, command?: string): string;
