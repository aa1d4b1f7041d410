CREATE TABLE "invoice_attachments" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"invoice_id" text NOT NULL,
	"file_name" text NOT NULL,
	"size_bytes" integer NOT NULL,
	"content" "bytea" NOT NULL,
	"added_by" text NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "invoice_attachments_firm_id_id_pk" PRIMARY KEY("firm_id","id"),
	CONSTRAINT "invoice_attachments_size" CHECK ("invoice_attachments"."size_bytes" between 1 and 5242880 and octet_length("invoice_attachments"."content") = "invoice_attachments"."size_bytes")
);
--> statement-breakpoint
CREATE TABLE "invoice_events" (
	"firm_id" text NOT NULL,
	"id" bigserial NOT NULL,
	"invoice_id" text NOT NULL,
	"kind" text NOT NULL,
	"actor" text NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "invoice_events_firm_id_id_pk" PRIMARY KEY("firm_id","id")
);
--> statement-breakpoint
CREATE TABLE "invoice_items" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"description" text NOT NULL,
	"unit_price_cents" bigint NOT NULL,
	"is_taxable" boolean NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "invoice_items_firm_id_id_pk" PRIMARY KEY("firm_id","id"),
	CONSTRAINT "invoice_items_price" CHECK ("invoice_items"."unit_price_cents" >= 0 and "invoice_items"."description" <> '')
);
--> statement-breakpoint
CREATE TABLE "invoice_lines" (
	"firm_id" text NOT NULL,
	"invoice_id" text NOT NULL,
	"place" integer NOT NULL,
	"item_id" text,
	"description" text NOT NULL,
	"quantity_hundredths" integer NOT NULL,
	"unit_price_cents" bigint NOT NULL,
	"discount_basis_points" integer DEFAULT 0 NOT NULL,
	"is_taxable" boolean NOT NULL,
	"gross_cents" bigint NOT NULL,
	"discount_cents" bigint NOT NULL,
	"tax_cents" bigint NOT NULL,
	CONSTRAINT "invoice_lines_firm_id_invoice_id_place_pk" PRIMARY KEY("firm_id","invoice_id","place"),
	CONSTRAINT "invoice_lines_figures" CHECK ("invoice_lines"."quantity_hundredths" > 0 and "invoice_lines"."unit_price_cents" >= 0 and "invoice_lines"."discount_basis_points" between 0 and 10000
        and "invoice_lines"."discount_cents" between 0 and "invoice_lines"."gross_cents" and "invoice_lines"."tax_cents" >= 0 and ("invoice_lines"."is_taxable" or "invoice_lines"."tax_cents" = 0))
);
--> statement-breakpoint
CREATE TABLE "invoice_moves" (
	"from_status" text NOT NULL,
	"to_status" text NOT NULL,
	CONSTRAINT "invoice_moves_from_status_to_status_pk" PRIMARY KEY("from_status","to_status")
);
--> statement-breakpoint
CREATE TABLE "invoice_settings" (
	"firm_id" text PRIMARY KEY NOT NULL,
	"is_on" boolean DEFAULT false NOT NULL,
	"number_pattern" text DEFAULT 'INV-{year}-{number}' NOT NULL,
	"terms_days" integer DEFAULT 30 NOT NULL,
	"tax_name" text DEFAULT '' NOT NULL,
	"tax_thousandths" integer DEFAULT 0 NOT NULL,
	"notes" text DEFAULT '' NOT NULL,
	"allows_parts" boolean DEFAULT true NOT NULL,
	"reminder_days" smallint[] DEFAULT '{0,7,30}' NOT NULL,
	CONSTRAINT "invoice_settings_terms" CHECK ("invoice_settings"."terms_days" between 0 and 365),
	CONSTRAINT "invoice_settings_tax" CHECK ("invoice_settings"."tax_thousandths" between 0 and 100000),
	CONSTRAINT "invoice_settings_number" CHECK ("invoice_settings"."number_pattern" like '%{number}%')
);
--> statement-breakpoint
CREATE TABLE "invoices" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"number" text DEFAULT '' NOT NULL,
	"status" text NOT NULL,
	"account_id" text NOT NULL,
	"currency" text NOT NULL,
	"payer_id" text,
	"bill_to" text NOT NULL,
	"bill_to_key" text GENERATED ALWAYS AS (lower(bill_to)) STORED NOT NULL,
	"bill_to_address" text DEFAULT '' NOT NULL,
	"recipient_emails" text[] NOT NULL,
	"client_ref" text DEFAULT '' NOT NULL,
	"matter_ref" text DEFAULT '' NOT NULL,
	"issue_date" date NOT NULL,
	"terms_days" integer NOT NULL,
	"due_date" date NOT NULL,
	"notes" text DEFAULT '' NOT NULL,
	"locale" text NOT NULL,
	"tax_name" text DEFAULT '' NOT NULL,
	"tax_thousandths" integer DEFAULT 0 NOT NULL,
	"gross_cents" bigint NOT NULL,
	"discount_cents" bigint NOT NULL,
	"tax_cents" bigint NOT NULL,
	"total_cents" bigint NOT NULL,
	"paid_cents" bigint DEFAULT 0 NOT NULL,
	"in_transit_cents" bigint DEFAULT 0 NOT NULL,
	"balance_cents" bigint GENERATED ALWAYS AS (greatest(total_cents - paid_cents - in_transit_cents, 0)) STORED NOT NULL,
	"token_hash" text,
	"token_sealed" text,
	"revision" integer DEFAULT 0 NOT NULL,
	"request_key" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"viewed_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"is_reminder_off" boolean DEFAULT false NOT NULL,
	"reminded_on" date,
	CONSTRAINT "invoices_firm_id_id_pk" PRIMARY KEY("firm_id","id"),
	CONSTRAINT "invoices_status" CHECK ("invoices"."status" in ('draft', 'sent', 'viewed', 'part_paid', 'paid', 'overdue', 'written_off', 'cancelled')),
	CONSTRAINT "invoices_sum" CHECK ("invoices"."total_cents" = "invoices"."gross_cents" - "invoices"."discount_cents" + "invoices"."tax_cents" and "invoices"."discount_cents" between 0 and "invoices"."gross_cents" and "invoices"."tax_cents" >= 0),
	CONSTRAINT "invoices_money" CHECK ("invoices"."paid_cents" >= 0 and "invoices"."in_transit_cents" >= 0),
	CONSTRAINT "invoices_days" CHECK ("invoices"."due_date" = "invoices"."issue_date" + "invoices"."terms_days" and "invoices"."terms_days" between 0 and 365),
	CONSTRAINT "invoices_tax" CHECK ("invoices"."tax_thousandths" between 0 and 100000),
	CONSTRAINT "invoices_sent" CHECK ("invoices"."status" in ('draft', 'cancelled') or ("invoices"."number" <> '' and "invoices"."token_hash" is not null and "invoices"."sent_at" is not null and "invoices"."total_cents" > 0)),
	CONSTRAINT "invoices_paid" CHECK ("invoices"."status" <> 'paid' or "invoices"."paid_cents" >= "invoices"."total_cents")
);
--> statement-breakpoint
ALTER TABLE "pay_links" ADD COLUMN "invoice_id" text;--> statement-breakpoint
ALTER TABLE "invoice_attachments" ADD CONSTRAINT "invoice_attachments_firm_id_invoice_id_invoices_firm_id_id_fk" FOREIGN KEY ("firm_id","invoice_id") REFERENCES "public"."invoices"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_events" ADD CONSTRAINT "invoice_events_firm_id_invoice_id_invoices_firm_id_id_fk" FOREIGN KEY ("firm_id","invoice_id") REFERENCES "public"."invoices"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD CONSTRAINT "invoice_lines_firm_id_invoice_id_invoices_firm_id_id_fk" FOREIGN KEY ("firm_id","invoice_id") REFERENCES "public"."invoices"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_firm_id_account_id_merchant_accounts_firm_id_id_fk" FOREIGN KEY ("firm_id","account_id") REFERENCES "public"."merchant_accounts"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "invoice_attachments_of" ON "invoice_attachments" USING btree ("firm_id","invoice_id","id");--> statement-breakpoint
CREATE INDEX "invoice_events_of" ON "invoice_events" USING btree ("firm_id","invoice_id","id");--> statement-breakpoint
CREATE INDEX "invoice_items_offered" ON "invoice_items" USING btree ("firm_id","description","id") WHERE removed_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "invoices_request" ON "invoices" USING btree ("firm_id","request_key");--> statement-breakpoint
CREATE UNIQUE INDEX "invoices_one_number" ON "invoices" USING btree ("firm_id","number") WHERE number <> '';--> statement-breakpoint
CREATE INDEX "invoices_newest" ON "invoices" USING btree ("firm_id","created_at","id");--> statement-breakpoint
CREATE INDEX "invoices_by_status" ON "invoices" USING btree ("firm_id","status","created_at","id");--> statement-breakpoint
CREATE INDEX "invoices_by_number" ON "invoices" USING btree ("firm_id","number","id");--> statement-breakpoint
CREATE INDEX "invoices_by_name" ON "invoices" USING btree ("firm_id","bill_to_key","id");--> statement-breakpoint
CREATE INDEX "invoices_by_issue" ON "invoices" USING btree ("firm_id","issue_date","id");--> statement-breakpoint
CREATE INDEX "invoices_by_due" ON "invoices" USING btree ("firm_id","due_date","id");--> statement-breakpoint
CREATE INDEX "invoices_by_total" ON "invoices" USING btree ("firm_id","total_cents","id");--> statement-breakpoint
CREATE INDEX "invoices_by_balance" ON "invoices" USING btree ("firm_id","balance_cents","id");--> statement-breakpoint
CREATE INDEX "invoices_by_payer" ON "invoices" USING btree ("firm_id","payer_id","created_at","id") WHERE payer_id is not null;--> statement-breakpoint
CREATE INDEX "invoices_owed" ON "invoices" USING btree ("firm_id","due_date","id") WHERE status in ('sent', 'viewed', 'part_paid', 'overdue');--> statement-breakpoint
ALTER TABLE "pay_links" ADD CONSTRAINT "pay_links_firm_id_invoice_id_invoices_firm_id_id_fk" FOREIGN KEY ("firm_id","invoice_id") REFERENCES "public"."invoices"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "pay_links_one_of_invoice" ON "pay_links" USING btree ("firm_id","invoice_id") WHERE invoice_id is not null and status = 'open';--> statement-breakpoint
CREATE INDEX "pay_links_of_invoice" ON "pay_links" USING btree ("firm_id","invoice_id","id") WHERE invoice_id is not null;--> statement-breakpoint
ALTER TABLE "pay_links" ADD CONSTRAINT "pay_links_of_invoice" CHECK (("pay_links"."source" = 'invoice') = ("pay_links"."invoice_id" is not null));