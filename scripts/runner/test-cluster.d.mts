export const TEST_CLUSTER_SETTINGS: Record<string, string>;
