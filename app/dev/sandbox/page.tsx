import type { Metadata } from "next";
import { Banner } from "@/components/ui/banner";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { Sheet } from "@/components/ui/sheet";
import { checkSandboxFaults, listLatestSandboxCharges, readSandboxFaults } from "@/lib/gateways/sandbox-console";
import { requireDevTools } from "@/lib/http/dev-tools";
import { ChargeTable } from "./_components/charge-table";
import { FaultForm } from "./_components/fault-form";

export const metadata: Metadata = { title: "Sandbox gateway" };
export const dynamic = "force-dynamic";

const SHOWN = 100;
const DONE: Record<string, string> = {
  faults: "The fault plan is set for every process.",
  charge: "The charge is changed. The product learns of it when it next asks: run the job reconcile.",
};

type Search = Promise<{ done?: string; tried?: string }>;

export default async function SandboxPage({ searchParams }: { searchParams: Search }) {
  requireDevTools();
  const { done = "", tried } = await searchParams;
  const [faults, charges] = await Promise.all([readSandboxFaults(), listLatestSandboxCharges(SHOWN)]);
  return (
    <main className="page mx-auto grid gap-5">
      <PageHead
        title="Sandbox gateway"
        lead="The processor's side: its own books, apart from the product's, and the ways in which it can fail."
        actions={<a href="/dev/sandbox/charges.json">All charges as JSON</a>}
      />
      {DONE[done] && <Banner tone="ok" title={DONE[done]} role="status" />}
      {done === "nothing" && (
        <Banner tone="warn" title="Nothing was changed." role="status">
          The charge has moved on, or its state does not allow this.
        </Banner>
      )}
      <Sheet title="Faults">
        <FaultForm
          plan={tried ?? faults.text}
          problem={tried === undefined ? null : checkSandboxFaults(tried)}
          isFromEnvironment={faults.source === "environment"}
        />
      </Sheet>
      <Sheet title={`Last ${SHOWN} charges`} aside="newest first" pad={charges.length === 0 ? "body" : "none"}>
        {charges.length === 0 ? (
          <EmptyState title="No charges yet">Pay a link with a published test number, and it stands here.</EmptyState>
        ) : (
          <ChargeTable charges={charges} />
        )}
      </Sheet>
    </main>
  );
}
