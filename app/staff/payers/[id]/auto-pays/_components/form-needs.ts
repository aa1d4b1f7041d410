/** What the form of an Auto-Pay needs to know; read once per load. */
export type AutoPayFormFacts = {
  payerId: string;
  /** "" for a new one. */
  autoPayId: string;
  revision: number;
  /** Made with the page: the same press twice is one Auto-Pay. */
  requestId: string;
  /** Where "Back to the payer" leads. */
  backHref: string;
  methods: readonly { id: string; label: string; accountId: string; accountName: string; currency: string }[];
  locale: string;
  /** ISO date in the firm's zone. */
  today: string;
  zone: string;
  /** The firm's word on the balances, in the reader's language. */
  acknowledgement: string;
};
