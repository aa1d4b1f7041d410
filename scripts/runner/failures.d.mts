export function describeFailures(failures: { name: string; text: string }[]): string;

export function lastLinesOf(output: string): string;
