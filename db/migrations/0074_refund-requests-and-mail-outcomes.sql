CREATE TABLE "refund_requests" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"payment_id" text NOT NULL,
	"amount_cents" bigint NOT NULL,
	"currency" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"request_key" text NOT NULL,
	"status" text NOT NULL,
	"asked_by" text NOT NULL,
	"asked_person" text NOT NULL,
	"asked_name" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"decided_by" text DEFAULT '' NOT NULL,
	"decided_at" timestamp (3) with time zone,
	"note" text DEFAULT '' NOT NULL,
	"refund_id" text,
	CONSTRAINT "refund_requests_firm_id_id_pk" PRIMARY KEY("firm_id","id"),
	CONSTRAINT "refund_requests_amount" CHECK ("refund_requests"."amount_cents" > 0),
	CONSTRAINT "refund_requests_status" CHECK ("refund_requests"."status" in ('waiting', 'approved', 'declined', 'cancelled', 'lapsed')),
	CONSTRAINT "refund_requests_two" CHECK ("refund_requests"."status" not in ('approved', 'declined') or "refund_requests"."decided_by" not in ('', "refund_requests"."asked_person", "refund_requests"."asked_by")),
	CONSTRAINT "refund_requests_decided" CHECK (("refund_requests"."status" = 'waiting') = ("refund_requests"."decided_at" is null)),
	CONSTRAINT "refund_requests_refund_made" CHECK (("refund_requests"."status" = 'approved') = ("refund_requests"."refund_id" is not null))
);
--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "transport_ref" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "outcome" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "outcome_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "outcome_reason" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "firms" ADD COLUMN "refund_limit_cents" bigint;--> statement-breakpoint
ALTER TABLE "refund_requests" ADD CONSTRAINT "refund_requests_firm_id_payment_id_payments_firm_id_id_fk" FOREIGN KEY ("firm_id","payment_id") REFERENCES "public"."payments"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refund_requests" ADD CONSTRAINT "refund_requests_firm_id_refund_id_refunds_firm_id_id_fk" FOREIGN KEY ("firm_id","refund_id") REFERENCES "public"."refunds"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "refund_requests_request" ON "refund_requests" USING btree ("firm_id","request_key");--> statement-breakpoint
CREATE UNIQUE INDEX "refund_requests_one_waiting" ON "refund_requests" USING btree ("firm_id","payment_id") WHERE status = 'waiting';--> statement-breakpoint
CREATE INDEX "refund_requests_payment" ON "refund_requests" USING btree ("firm_id","payment_id","asked_at");--> statement-breakpoint
CREATE UNIQUE INDEX "refund_requests_refund" ON "refund_requests" USING btree ("firm_id","refund_id") WHERE refund_id is not null;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_outcome" CHECK ("mails"."outcome" in ('', 'delivered', 'bounced', 'complained'));--> statement-breakpoint
ALTER TABLE "firms" ADD CONSTRAINT "firms_refund_limit" CHECK ("firms"."refund_limit_cents" >= 0);