/** A server that holds nothing but test data may lose it when the machine fails, and is faster for it. */
export const TEST_CLUSTER_SETTINGS = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "200",
};
