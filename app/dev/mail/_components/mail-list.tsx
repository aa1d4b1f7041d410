import Link from "next/link";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { formatDateTime } from "@/lib/dates/format-date";
import type { MailHead } from "@/lib/email/mailbox";

export function MailList({ mails }: { mails: MailHead[] }) {
  if (mails.length === 0) {
    return (
      <EmptyState title="No mail yet">Send a payment link by email. Its mail arrives here within seconds.</EmptyState>
    );
  }
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
