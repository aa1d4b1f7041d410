CREATE TABLE "allocation_lines" (
	"firm_id" text NOT NULL,
	"obligation" text NOT NULL,
	"place" integer NOT NULL,
	"connection_id" text NOT NULL,
	"kind" text NOT NULL,
	"item_key" text NOT NULL,
	"client_number" text NOT NULL,
	"client_name" text DEFAULT '' NOT NULL,
	"matter_number" text DEFAULT '' NOT NULL,
	"matter_name" text DEFAULT '' NOT NULL,
	"invoice_number" text DEFAULT '' NOT NULL,
	"payor_number" text DEFAULT '' NOT NULL,
	"payor_name" text DEFAULT '' NOT NULL,
	"bank_account" text DEFAULT '' NOT NULL,
	"balance_cents" bigint NOT NULL,
	"amount_cents" bigint NOT NULL,
	"currency" text NOT NULL,
	"ar_message" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "allocation_lines_firm_id_obligation_place_pk" PRIMARY KEY("firm_id","obligation","place"),
	CONSTRAINT "allocation_lines_kind" CHECK ("allocation_lines"."kind" in ('invoice', 'trust')),
	CONSTRAINT "allocation_lines_amount" CHECK ("allocation_lines"."amount_cents" > 0)
);
--> statement-breakpoint
CREATE TABLE "associations" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"payer_id" text NOT NULL,
	"connection_id" text NOT NULL,
	"level" text NOT NULL,
	"client_number" text NOT NULL,
	"client_name" text DEFAULT '' NOT NULL,
	"matter_number" text DEFAULT '' NOT NULL,
	"matter_name" text DEFAULT '' NOT NULL,
	"invoice_number" text DEFAULT '' NOT NULL,
	"item_key" text DEFAULT '' NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "associations_firm_id_id_pk" PRIMARY KEY("firm_id","id"),
	CONSTRAINT "associations_level" CHECK ("associations"."level" in ('client', 'matter', 'invoice')),
	CONSTRAINT "associations_named" CHECK ("associations"."client_number" <> '' and ("associations"."level" <> 'matter' or "associations"."matter_number" <> '') and ("associations"."level" = 'invoice') = ("associations"."item_key" <> ''))
);
--> statement-breakpoint
CREATE TABLE "connect_settings" (
	"firm_id" text PRIMARY KEY NOT NULL,
	"is_on" boolean DEFAULT false NOT NULL,
	"connection_id" text,
	"ar_message" text DEFAULT '' NOT NULL,
	"posting_date" text DEFAULT 'paid' NOT NULL,
	"posts_automatically" boolean DEFAULT false NOT NULL,
	"echeck_posting" text DEFAULT 'accepted' NOT NULL,
	"link_life_hours" integer DEFAULT 24 NOT NULL,
	CONSTRAINT "connect_settings_posting_date" CHECK ("connect_settings"."posting_date" in ('paid', 'posted')),
	CONSTRAINT "connect_settings_echeck" CHECK ("connect_settings"."echeck_posting" in ('accepted', 'settled')),
	CONSTRAINT "connect_settings_life" CHECK ("connect_settings"."link_life_hours" between 1 and 8760)
);
--> statement-breakpoint
CREATE TABLE "connection_nonces" (
	"firm_id" text NOT NULL,
	"connection_id" text NOT NULL,
	"nonce" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "connection_nonces_firm_id_connection_id_nonce_pk" PRIMARY KEY("firm_id","connection_id","nonce")
);
--> statement-breakpoint
CREATE TABLE "connection_requests" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"connection_id" text NOT NULL,
	"operation" text NOT NULL,
	"input" jsonb NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"output" jsonb,
	"failure" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"taken_at" timestamp (3) with time zone,
	"answered_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "connection_requests_firm_id_id_pk" PRIMARY KEY("firm_id","id"),
	CONSTRAINT "connection_requests_status" CHECK ("connection_requests"."status" in ('waiting', 'taken', 'answered', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "connections" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"system" text NOT NULL,
	"secret_sealed" text NOT NULL,
	"service_version" text DEFAULT '' NOT NULL,
	"script_version" text DEFAULT '' NOT NULL,
	"health" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"last_seen_at" timestamp (3) with time zone,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "connections_firm_id_id_pk" PRIMARY KEY("firm_id","id"),
	CONSTRAINT "connections_system" CHECK ("connections"."system" in ('enterprise', 'threeE', 'prolaw', 'aderant'))
);
--> statement-breakpoint
CREATE TABLE "posting_accounts" (
	"firm_id" text NOT NULL,
	"account_id" text NOT NULL,
	"connection_id" text NOT NULL,
	"ledger_code" text NOT NULL,
	"transaction_type" text NOT NULL,
	"bank_account" text NOT NULL,
	CONSTRAINT "posting_accounts_firm_id_account_id_connection_id_pk" PRIMARY KEY("firm_id","account_id","connection_id")
);
--> statement-breakpoint
CREATE TABLE "posting_layouts" (
	"firm_id" text NOT NULL,
	"connection_id" text NOT NULL,
	"document" jsonb NOT NULL,
	"saved_by" text NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "posting_layouts_firm_id_connection_id_pk" PRIMARY KEY("firm_id","connection_id")
);
--> statement-breakpoint
CREATE TABLE "posting_batches" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"number" text NOT NULL,
	"connection_id" text NOT NULL,
	"account_id" text NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"file_name" text NOT NULL,
	"content" text NOT NULL,
	"sha256" text NOT NULL,
	"records" integer NOT NULL,
	"total_cents" bigint NOT NULL,
	"currency" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone,
	"failure" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"delivered_at" timestamp (3) with time zone,
	"confirmed_at" timestamp (3) with time zone,
	"confirm_check_at" timestamp (3) with time zone,
	CONSTRAINT "posting_batches_firm_id_id_pk" PRIMARY KEY("firm_id","id"),
	CONSTRAINT "posting_batches_status" CHECK ("posting_batches"."status" in ('open', 'delivered', 'refused')),
	CONSTRAINT "posting_batches_records" CHECK ("posting_batches"."records" > 0),
	CONSTRAINT "posting_batches_delivered" CHECK (("posting_batches"."status" = 'delivered') = ("posting_batches"."delivered_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "postings" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"number" text NOT NULL,
	"payment_id" text NOT NULL,
	"place" integer NOT NULL,
	"cause" text NOT NULL,
	"reverses_id" text,
	"state" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"reason_detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"connection_id" text NOT NULL,
	"account_id" text NOT NULL,
	"amount_cents" bigint NOT NULL,
	"currency" text NOT NULL,
	"kind" text NOT NULL,
	"item_key" text DEFAULT '' NOT NULL,
	"client_number" text DEFAULT '' NOT NULL,
	"client_name" text DEFAULT '' NOT NULL,
	"matter_number" text DEFAULT '' NOT NULL,
	"matter_name" text DEFAULT '' NOT NULL,
	"invoice_number" text DEFAULT '' NOT NULL,
	"payor_number" text DEFAULT '' NOT NULL,
	"payor_name" text DEFAULT '' NOT NULL,
	"bank_account" text DEFAULT '' NOT NULL,
	"payer_name" text DEFAULT '' NOT NULL,
	"source" text NOT NULL,
	"ar_message" text DEFAULT '' NOT NULL,
	"paid_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"checked_at" timestamp (3) with time zone,
	"queued_at" timestamp (3) with time zone,
	"queued_by" text DEFAULT '' NOT NULL,
	"batch_id" text,
	"posted_at" timestamp (3) with time zone,
	"confirmed_at" timestamp (3) with time zone,
	"receipt_ref" text DEFAULT '' NOT NULL,
	"removed_at" timestamp (3) with time zone,
	"removed_by" text DEFAULT '' NOT NULL,
	CONSTRAINT "postings_firm_id_id_pk" PRIMARY KEY("firm_id","id"),
	CONSTRAINT "postings_state" CHECK ("postings"."state" in ('pending', 'incomplete', 'queued', 'posted', 'removed')),
	CONSTRAINT "postings_kind" CHECK ("postings"."kind" in ('invoice', 'trust')),
	CONSTRAINT "postings_amount" CHECK ("postings"."amount_cents" <> 0 and ("postings"."amount_cents" > 0 or "postings"."reverses_id" is not null)),
	CONSTRAINT "postings_reason" CHECK (("postings"."state" = 'incomplete') = ("postings"."reason" <> '')),
	CONSTRAINT "postings_matched" CHECK ("postings"."state" not in ('queued', 'posted') or "postings"."item_key" <> ''),
	CONSTRAINT "postings_batched" CHECK ("postings"."batch_id" is null or "postings"."state" in ('queued', 'posted')),
	CONSTRAINT "postings_posted" CHECK (("postings"."state" = 'posted') = ("postings"."posted_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "cart_parts" DROP CONSTRAINT "cart_parts_firm_id_cart_id_kind_pk";--> statement-breakpoint
ALTER TABLE "cart_parts" ADD COLUMN "place" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "cart_parts" ADD CONSTRAINT "cart_parts_firm_id_cart_id_kind_place_pk" PRIMARY KEY("firm_id","cart_id","kind","place");--> statement-breakpoint
ALTER TABLE "allocation_lines" ADD CONSTRAINT "allocation_lines_firm_id_connection_id_connections_firm_id_id_fk" FOREIGN KEY ("firm_id","connection_id") REFERENCES "public"."connections"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "associations" ADD CONSTRAINT "associations_firm_id_connection_id_connections_firm_id_id_fk" FOREIGN KEY ("firm_id","connection_id") REFERENCES "public"."connections"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connect_settings" ADD CONSTRAINT "connect_settings_firm_id_connection_id_connections_firm_id_id_fk" FOREIGN KEY ("firm_id","connection_id") REFERENCES "public"."connections"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connection_requests" ADD CONSTRAINT "connection_requests_firm_id_connection_id_connections_firm_id_id_fk" FOREIGN KEY ("firm_id","connection_id") REFERENCES "public"."connections"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting_accounts" ADD CONSTRAINT "posting_accounts_firm_id_account_id_merchant_accounts_firm_id_id_fk" FOREIGN KEY ("firm_id","account_id") REFERENCES "public"."merchant_accounts"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting_accounts" ADD CONSTRAINT "posting_accounts_firm_id_connection_id_connections_firm_id_id_fk" FOREIGN KEY ("firm_id","connection_id") REFERENCES "public"."connections"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting_layouts" ADD CONSTRAINT "posting_layouts_firm_id_connection_id_connections_firm_id_id_fk" FOREIGN KEY ("firm_id","connection_id") REFERENCES "public"."connections"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting_batches" ADD CONSTRAINT "posting_batches_firm_id_connection_id_connections_firm_id_id_fk" FOREIGN KEY ("firm_id","connection_id") REFERENCES "public"."connections"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postings" ADD CONSTRAINT "postings_firm_id_payment_id_payments_firm_id_id_fk" FOREIGN KEY ("firm_id","payment_id") REFERENCES "public"."payments"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postings" ADD CONSTRAINT "postings_firm_id_connection_id_connections_firm_id_id_fk" FOREIGN KEY ("firm_id","connection_id") REFERENCES "public"."connections"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postings" ADD CONSTRAINT "postings_firm_id_account_id_merchant_accounts_firm_id_id_fk" FOREIGN KEY ("firm_id","account_id") REFERENCES "public"."merchant_accounts"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postings" ADD CONSTRAINT "postings_firm_id_batch_id_posting_batches_firm_id_id_fk" FOREIGN KEY ("firm_id","batch_id") REFERENCES "public"."posting_batches"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postings" ADD CONSTRAINT "postings_firm_id_reverses_id_postings_firm_id_id_fk" FOREIGN KEY ("firm_id","reverses_id") REFERENCES "public"."postings"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "associations_of_payer" ON "associations" USING btree ("firm_id","payer_id","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "associations_once" ON "associations" USING btree ("firm_id","payer_id","connection_id","level","client_number","matter_number","item_key") WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX "connection_nonces_to_drop" ON "connection_nonces" USING btree ("firm_id","at");--> statement-breakpoint
CREATE INDEX "connection_requests_waiting" ON "connection_requests" USING btree ("firm_id","connection_id","created_at","id") WHERE status = 'waiting';--> statement-breakpoint
CREATE INDEX "connection_requests_to_drop" ON "connection_requests" USING btree ("firm_id","expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "posting_batches_number" ON "posting_batches" USING btree ("firm_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "posting_batches_file" ON "posting_batches" USING btree ("firm_id","connection_id","file_name");--> statement-breakpoint
CREATE INDEX "posting_batches_due" ON "posting_batches" USING btree ("firm_id","next_attempt_at") WHERE status = 'open';--> statement-breakpoint
CREATE INDEX "posting_batches_to_confirm" ON "posting_batches" USING btree ("firm_id","confirm_check_at") WHERE confirm_check_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "postings_number" ON "postings" USING btree ("firm_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "postings_cause" ON "postings" USING btree ("firm_id","payment_id","place","cause");--> statement-breakpoint
CREATE INDEX "postings_newest" ON "postings" USING btree ("firm_id","created_at","id");--> statement-breakpoint
CREATE INDEX "postings_by_state" ON "postings" USING btree ("firm_id","state","created_at","id");--> statement-breakpoint
CREATE INDEX "postings_to_batch" ON "postings" USING btree ("firm_id","queued_at","id") WHERE state = 'queued' and batch_id is null;--> statement-breakpoint
CREATE INDEX "postings_of_batch" ON "postings" USING btree ("firm_id","batch_id","id") WHERE batch_id is not null;--> statement-breakpoint
CREATE INDEX "postings_unconfirmed_item" ON "postings" USING btree ("firm_id","connection_id","item_key") WHERE confirmed_at is null and state <> 'removed' and item_key <> '';--> statement-breakpoint
ALTER TABLE "cart_parts" ADD CONSTRAINT "cart_parts_place" CHECK ("cart_parts"."place" >= 0 and ("cart_parts"."kind" = 'trust' or "cart_parts"."place" = 0));