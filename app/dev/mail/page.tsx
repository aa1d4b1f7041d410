import type { Metadata } from "next";
import Link from "next/link";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { PageHead } from "@/components/ui/page-head";
import { Sheet } from "@/components/ui/sheet";
import { formatDateTime } from "@/lib/dates/format-date";
import { listMailHeads, type MailHead } from "@/lib/email/mailbox";
import { requireDevTools } from "@/lib/http/dev-tools";

export const metadata: Metadata = { title: "Mailbox" };
export const dynamic = "force-dynamic";

const SHOWN = 200;

/** What the product mailed, of all firms. With the local mailbox nothing left this machine. */
export default async function MailboxPage() {
  requireDevTools();
  const mails = await listMailHeads(SHOWN);
  return (
    <main className="mx-auto max-w-[72rem] p-4 lg:p-8">
      <PageHead
        title="Mailbox"
        lead={`Delivered mails of all firms, newest first, at most ${SHOWN}. Programs read /dev/mail.json.`}
      />
      <Sheet pad="none">{mails.length === 0 ? <NoMail /> : <MailList mails={mails} />}</Sheet>
    </main>
  );
}

function NoMail() {
  return (
    <EmptyState title="No mail yet">Send a payment link by email. Its mail arrives here within seconds.</EmptyState>
  );
}

function MailList({ mails }: { mails: MailHead[] }) {
  return (
    <Ledger caption="Mails" hover>
      <thead>
        <tr>
          <Th>Subject</Th>
          <Th>To</Th>
          <Th>Kind</Th>
          <Th>Delivered</Th>
        </tr>
      </thead>
      <tbody>
        {mails.map((mail) => (
          <tr key={mail.id}>
            <Td kind="flow">
              <Link href={`/dev/mail/${mail.id}`}>{mail.subject}</Link>
            </Td>
            <Td>{mail.to}</Td>
            <Td kind="soft">{mail.kind}</Td>
            <Td kind="soft">{formatDateTime(mail.at, "UTC", "en")}</Td>
          </tr>
        ))}
      </tbody>
    </Ledger>
  );
}
