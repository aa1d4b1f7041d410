import { BlockList, isIP } from "node:net";

/** Networks that the internet does not lead to: a call there would reach the firm's own machines through ours. */
const PRIVATE_4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
];

const inside = new BlockList();
for (const net of PRIVATE_4) {
  const [address = "", bits] = net.split("/");
  inside.addSubnet(address, Number(bits), "ipv4");
}

const outside = new BlockList();
// Of version 6 only what is handed out for the internet, without addresses that carry one of version 4 in them.
outside.addSubnet("2000::", 3, "ipv6");
const carried = new BlockList();
for (const [address, bits] of [
  ["2001::", 32],
  ["2002::", 16],
  ["2001:db8::", 32],
  ["64:ff9b::", 96],
] as const)
  carried.addSubnet(address, bits, "ipv6");

/** Whether an IP address is one of the open internet. What is no address is not. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !inside.check(address, "ipv4");
  return version === 6 && outside.check(address, "ipv6") && !carried.check(address, "ipv6");
}
