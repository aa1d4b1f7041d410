import type { Metadata } from "next";
import { PageHead } from "@/components/ui/page-head";
import { Sheet } from "@/components/ui/sheet";
import { listMailHeads } from "@/lib/email/mailbox";
import { requireDevTools } from "@/lib/http/dev-tools";
import { MailList } from "./_components/mail-list";

export const metadata: Metadata = { title: "Mailbox" };
export const dynamic = "force-dynamic";

const SHOWN = 200;

/** What the product mailed, of all firms. With the local mailbox nothing left this machine. */
export default async function MailboxPage() {
  requireDevTools();
  const mails = await listMailHeads(SHOWN);
  const lead = `Delivered mails of all firms, newest first, at most ${SHOWN}. Programs read /dev/mail.json.`;
  return (
    <main className="mx-auto max-w-[72rem] p-4 lg:p-8">
      <PageHead title="Mailbox" lead={lead} />
      <Sheet pad="none">
        <MailList mails={mails} />
      </Sheet>
    </main>
  );
}
