import type { Gateway } from "@/lib/gateways/port";
import type { FromProcess } from "../model";

/** The same gateway, which tells the harness when a call that moves something goes out and comes back, so that kills can fall in between. */
export function hearCalls(gateway: Gateway): Gateway {
  return {
    ...gateway,
    charge: (request) => heard(request.reference, () => gateway.charge(request)),
    refund: (request) => heard(request.reference, () => gateway.refund(request)),
    void: (request) => heard(request.idempotencyKey.replace(/^void:/, ""), () => gateway.void(request)),
    saveMethod: (request) => heard(request.reference, () => gateway.saveMethod(request)),
  };
}

async function heard<T>(reference: string, call: () => Promise<T>): Promise<T> {
  tell({ kind: "calling", reference });
  try {
    return await call();
  } finally {
    tell({ kind: "answered", reference });
  }
}

function tell(message: FromProcess): void {
  process.send?.(message);
}
