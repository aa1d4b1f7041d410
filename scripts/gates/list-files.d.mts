/** All files beneath `folder`, relative to `root`, in order. */
export function listFiles(root: string, folder: string): string[];
