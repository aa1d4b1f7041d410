// Stands in for the program's file that makes the sandbox gateway: it is the real one, but heard. Only a process of the harness ever
// sees it.
import { createSandboxGateway as createReal } from "@/lib/gateways/adapters/sandbox/gateway";
import { noteReplaced } from "../child/replaced";
import { hearCalls } from "./hear-calls";

noteReplaced("calls");

export const createSandboxGateway: typeof createReal = (parts) => hearCalls(createReal(parts));
