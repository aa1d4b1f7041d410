// Stands in for the program's file that makes the sandbox gateway: it is the real one, and tells the harness when a charge goes out and
// comes back, so that kills can fall in between. Only a process of the harness ever sees it.
import { createSandboxGateway as createReal } from "@/lib/gateways/adapters/sandbox/gateway";
import type { Gateway } from "@/lib/gateways/port";
import { noteReplaced } from "../child/replaced";
import type { FromProcess } from "../model";

noteReplaced("calls");

export const createSandboxGateway: typeof createReal = (parts) => {
  const gateway = createReal(parts);
  const charge: Gateway["charge"] = async (request) => {
    tell({ kind: "calling", reference: request.reference });
    try {
      return await gateway.charge(request);
    } finally {
      tell({ kind: "answered", reference: request.reference });
    }
  };
  return { ...gateway, charge };
};

function tell(message: FromProcess): void {
  process.send?.(message);
}
