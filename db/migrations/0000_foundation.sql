CREATE SCHEMA "sandbox";
--> statement-breakpoint
CREATE SEQUENCE "sandbox"."call_numbers" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "directory" (
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"firm_id" text NOT NULL,
	"ref_id" text NOT NULL,
	CONSTRAINT "directory_kind_key_pk" PRIMARY KEY("kind","key")
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"firm_id" text NOT NULL,
	"seq" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"ip" text NOT NULL,
	"action" text NOT NULL,
	"object_type" text NOT NULL,
	"object_id" text NOT NULL,
	"detail" jsonb NOT NULL,
	"prev_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_log_firm_id_seq_pk" PRIMARY KEY("firm_id","seq")
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"firm_id" text NOT NULL,
	"key" text NOT NULL,
	"route" text NOT NULL,
	"request_hash" text NOT NULL,
	"status" integer,
	"answer" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_firm_id_route_key_pk" PRIMARY KEY("firm_id","route","key")
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"dedupe_key" text NOT NULL,
	"to_address" text NOT NULL,
	"payload" jsonb NOT NULL,
	"locale" text NOT NULL,
	"subject" text DEFAULT '' NOT NULL,
	"body_text" text DEFAULT '' NOT NULL,
	"body_html" text DEFAULT '' NOT NULL,
	"object_type" text NOT NULL,
	"object_id" text NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"leased_until" timestamp (3) with time zone,
	"last_error" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone,
	CONSTRAINT "mails_firm_id_id_pk" PRIMARY KEY("firm_id","id"),
	CONSTRAINT "mails_status" CHECK ("mails"."status" in ('queued', 'sent', 'failed', 'dropped'))
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" varchar(255) PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "firm_counters" (
	"firm_id" text NOT NULL,
	"kind" text NOT NULL,
	"year" integer NOT NULL,
	"value" integer NOT NULL,
	CONSTRAINT "firm_counters_firm_id_kind_year_pk" PRIMARY KEY("firm_id","kind","year")
);
--> statement-breakpoint
CREATE TABLE "firms" (
	"firm_id" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"monogram" text NOT NULL,
	"time_zone" text NOT NULL,
	"currency" text NOT NULL,
	"locale" text DEFAULT 'en' NOT NULL,
	"address_line" text NOT NULL,
	"phone" text NOT NULL,
	"email" text NOT NULL,
	"brand" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"link_life_days" integer DEFAULT 30 NOT NULL,
	"default_message" text DEFAULT '' NOT NULL,
	"disclaimer" text DEFAULT '' NOT NULL,
	"money_frozen_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "firms_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "merchant_accounts" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"currency" text NOT NULL,
	"bank_last4" text DEFAULT '' NOT NULL,
	"gateway" text NOT NULL,
	"credentials_sealed" text DEFAULT '' NOT NULL,
	"accepts_card" boolean DEFAULT true NOT NULL,
	"accepts_echeck" boolean DEFAULT true NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "merchant_accounts_firm_id_id_pk" PRIMARY KEY("firm_id","id")
);
--> statement-breakpoint
CREATE TABLE "link_batches" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"request_key" text NOT NULL,
	"account_id" text NOT NULL,
	"links" integer NOT NULL,
	"total_cents" bigint NOT NULL,
	"currency" text NOT NULL,
	"by_email" boolean NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "link_batches_firm_id_id_pk" PRIMARY KEY("firm_id","id"),
	CONSTRAINT "link_batches_links" CHECK ("link_batches"."links" > 0 and "link_batches"."total_cents" > 0)
);
--> statement-breakpoint
CREATE TABLE "pay_link_events" (
	"firm_id" text NOT NULL,
	"id" bigserial NOT NULL,
	"link_id" text NOT NULL,
	"kind" text NOT NULL,
	"actor" text NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "pay_link_events_firm_id_id_pk" PRIMARY KEY("firm_id","id")
);
--> statement-breakpoint
CREATE TABLE "pay_links" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"number" text NOT NULL,
	"token_hash" text NOT NULL,
	"token_sealed" text NOT NULL,
	"source" text NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"account_id" text NOT NULL,
	"amount_cents" bigint NOT NULL,
	"amount_paid_cents" bigint DEFAULT 0 NOT NULL,
	"currency" text NOT NULL,
	"invoice_number" text DEFAULT '' NOT NULL,
	"invoice_date" date,
	"due_date" date,
	"recipient_name" text DEFAULT '' NOT NULL,
	"recipient_emails" text[] NOT NULL,
	"message" text DEFAULT '' NOT NULL,
	"client_ref" text DEFAULT '' NOT NULL,
	"matter_ref" text DEFAULT '' NOT NULL,
	"locale" text DEFAULT 'en' NOT NULL,
	"by_email" boolean NOT NULL,
	"payer_id" text,
	"batch_id" text,
	"request_key" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"expiry_noticed_at" timestamp (3) with time zone,
	"sent_at" timestamp (3) with time zone,
	"opened_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "pay_links_firm_id_id_pk" PRIMARY KEY("firm_id","id"),
	CONSTRAINT "pay_links_amount" CHECK ("pay_links"."amount_cents" > 0 and "pay_links"."amount_paid_cents" >= 0),
	CONSTRAINT "pay_links_status" CHECK ("pay_links"."status" in ('open', 'paid', 'cancelled')),
	CONSTRAINT "pay_links_paid" CHECK (("pay_links"."status" = 'paid') = ("pay_links"."amount_paid_cents" > 0))
);
--> statement-breakpoint
CREATE TABLE "payers" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"emails" text[] NOT NULL,
	"client_ref" text DEFAULT '' NOT NULL,
	"locale" text DEFAULT 'en' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "payers_firm_id_id_pk" PRIMARY KEY("firm_id","id")
);
--> statement-breakpoint
CREATE TABLE "payment_events" (
	"firm_id" text NOT NULL,
	"id" bigserial NOT NULL,
	"payment_id" text NOT NULL,
	"from_status" text,
	"to_status" text NOT NULL,
	"actor" text NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "payment_events_firm_id_id_pk" PRIMARY KEY("firm_id","id")
);
--> statement-breakpoint
CREATE TABLE "payment_moves" (
	"from_status" text NOT NULL,
	"to_status" text NOT NULL,
	CONSTRAINT "payment_moves_from_status_to_status_pk" PRIMARY KEY("from_status","to_status")
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"number" text NOT NULL,
	"source" text NOT NULL,
	"status" text NOT NULL,
	"obligation" text NOT NULL,
	"attempt" integer NOT NULL,
	"account_id" text NOT NULL,
	"amount_cents" bigint NOT NULL,
	"refunded_cents" bigint DEFAULT 0 NOT NULL,
	"currency" text NOT NULL,
	"payer_id" text,
	"payer_name" text DEFAULT '' NOT NULL,
	"receipt_emails" text[] NOT NULL,
	"link_id" text,
	"invoice_number" text DEFAULT '' NOT NULL,
	"client_ref" text DEFAULT '' NOT NULL,
	"matter_ref" text DEFAULT '' NOT NULL,
	"locale" text DEFAULT 'en' NOT NULL,
	"gateway" text NOT NULL,
	"method_token" text NOT NULL,
	"gateway_ref" text DEFAULT '' NOT NULL,
	"auth_code" text DEFAULT '' NOT NULL,
	"challenge_url" text DEFAULT '' NOT NULL,
	"method_kind" text DEFAULT '' NOT NULL,
	"method_brand" text DEFAULT '' NOT NULL,
	"method_last4" text DEFAULT '' NOT NULL,
	"authorization_text" text DEFAULT '' NOT NULL,
	"decline_code" text DEFAULT '' NOT NULL,
	"submitted_at" timestamp (3) with time zone,
	"check_at" timestamp (3) with time zone,
	"checks" integer DEFAULT 0 NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"approved_at" timestamp (3) with time zone,
	"settled_at" timestamp (3) with time zone,
	"search_text" text GENERATED ALWAYS AS (lower(number || ' ' || payer_name || ' ' || invoice_number || ' ' || client_ref || ' ' || matter_ref || ' ' || method_last4)) STORED,
	CONSTRAINT "payments_firm_id_id_pk" PRIMARY KEY("firm_id","id"),
	CONSTRAINT "payments_amount" CHECK ("payments"."amount_cents" > 0),
	CONSTRAINT "payments_refunded" CHECK ("payments"."refunded_cents" between 0 and "payments"."amount_cents")
);
--> statement-breakpoint
CREATE TABLE "receipts" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"number" text NOT NULL,
	"payment_id" text NOT NULL,
	"token_hash" text NOT NULL,
	"token_sealed" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "receipts_firm_id_id_pk" PRIMARY KEY("firm_id","id")
);
--> statement-breakpoint
CREATE TABLE "refunds" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"payment_id" text NOT NULL,
	"amount_cents" bigint NOT NULL,
	"currency" text NOT NULL,
	"status" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"request_key" text NOT NULL,
	"gateway_ref" text DEFAULT '' NOT NULL,
	"refusal_code" text DEFAULT '' NOT NULL,
	"check_at" timestamp (3) with time zone,
	"checks" integer DEFAULT 0 NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"done_at" timestamp (3) with time zone,
	CONSTRAINT "refunds_firm_id_id_pk" PRIMARY KEY("firm_id","id"),
	CONSTRAINT "refunds_amount" CHECK ("refunds"."amount_cents" > 0),
	CONSTRAINT "refunds_status" CHECK ("refunds"."status" in ('processing', 'refunded', 'refused', 'unknown'))
);
--> statement-breakpoint
CREATE TABLE "sandbox"."charges" (
	"id" text PRIMARY KEY NOT NULL,
	"seq" bigserial NOT NULL,
	"firm_id" text NOT NULL,
	"account_id" text NOT NULL,
	"account_name" text NOT NULL,
	"reference" text NOT NULL,
	"idempotency_key" text NOT NULL,
	"amount_cents" bigint NOT NULL,
	"refunded_cents" bigint DEFAULT 0 NOT NULL,
	"currency" text NOT NULL,
	"description" text NOT NULL,
	"state" text NOT NULL,
	"next_state" text DEFAULT '' NOT NULL,
	"next_at" timestamp (3) with time zone,
	"test_method" text DEFAULT '' NOT NULL,
	"last4" text DEFAULT '' NOT NULL,
	"auth_code" text DEFAULT '' NOT NULL,
	"decline_code" text DEFAULT '' NOT NULL,
	"return_code" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "charges_amount" CHECK ("sandbox"."charges"."amount_cents" > 0),
	CONSTRAINT "charges_refunded" CHECK ("sandbox"."charges"."refunded_cents" between 0 and "sandbox"."charges"."amount_cents"),
	CONSTRAINT "charges_state" CHECK ("sandbox"."charges"."state" in ('approved', 'pending', 'settled', 'declined', 'requires_action', 'voided', 'returned', 'disputed')),
	CONSTRAINT "charges_next_state" CHECK ("sandbox"."charges"."next_state" in ('', 'settled', 'returned', 'disputed', 'voided'))
);
--> statement-breakpoint
CREATE TABLE "sandbox"."idempotency_keys" (
	"firm_id" text NOT NULL,
	"account_id" text NOT NULL,
	"operation" text NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"result_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_firm_id_account_id_operation_key_pk" PRIMARY KEY("firm_id","account_id","operation","key")
);
--> statement-breakpoint
CREATE TABLE "sandbox"."refunds" (
	"id" text PRIMARY KEY NOT NULL,
	"charge_id" text NOT NULL,
	"firm_id" text NOT NULL,
	"account_id" text NOT NULL,
	"reference" text NOT NULL,
	"idempotency_key" text NOT NULL,
	"amount_cents" bigint NOT NULL,
	"currency" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "refunds_amount" CHECK ("sandbox"."refunds"."amount_cents" > 0)
);
--> statement-breakpoint
CREATE TABLE "sandbox"."settings" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"fault_plan" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "settings_one_row" CHECK ("sandbox"."settings"."only")
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"key_hash" text NOT NULL,
	"permissions" text[] NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "api_keys_firm_id_id_pk" PRIMARY KEY("firm_id","id")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"permissions" text[] NOT NULL,
	"account_ids" text[],
	"is_admin" boolean DEFAULT false NOT NULL,
	"session_version" integer DEFAULT 1 NOT NULL,
	"failed_sign_ins" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp (3) with time zone,
	"disabled_at" timestamp (3) with time zone,
	"last_sign_in_at" timestamp (3) with time zone,
	"locale" text DEFAULT 'en' NOT NULL,
	"theme" text DEFAULT '' NOT NULL,
	"density" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "users_firm_id_id_pk" PRIMARY KEY("firm_id","id")
);
--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_firm_id_account_id_merchant_accounts_firm_id_id_fk" FOREIGN KEY ("firm_id","account_id") REFERENCES "public"."merchant_accounts"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_firm_id_payment_id_payments_firm_id_id_fk" FOREIGN KEY ("firm_id","payment_id") REFERENCES "public"."payments"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sandbox"."refunds" ADD CONSTRAINT "refunds_charge_id_charges_id_fk" FOREIGN KEY ("charge_id") REFERENCES "sandbox"."charges"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_log_object" ON "audit_log" USING btree ("firm_id","object_type","object_id","seq");--> statement-breakpoint
CREATE INDEX "idempotency_keys_oldest" ON "idempotency_keys" USING btree ("firm_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "mails_dedupe" ON "mails" USING btree ("firm_id","dedupe_key");--> statement-breakpoint
CREATE INDEX "mails_object" ON "mails" USING btree ("firm_id","object_type","object_id");--> statement-breakpoint
CREATE INDEX "mails_newest" ON "mails" USING btree ("firm_id","created_at","id");--> statement-breakpoint
CREATE INDEX "mails_queued" ON "mails" USING btree ("firm_id","created_at") WHERE status = 'queued';--> statement-breakpoint
CREATE UNIQUE INDEX "merchant_accounts_name" ON "merchant_accounts" USING btree ("firm_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "link_batches_request" ON "link_batches" USING btree ("firm_id","request_key");--> statement-breakpoint
CREATE INDEX "pay_link_events_link" ON "pay_link_events" USING btree ("firm_id","link_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "pay_links_request" ON "pay_links" USING btree ("firm_id","request_key");--> statement-breakpoint
CREATE INDEX "pay_links_by_batch" ON "pay_links" USING btree ("firm_id","batch_id","id") WHERE batch_id is not null;--> statement-breakpoint
CREATE INDEX "pay_links_newest" ON "pay_links" USING btree ("firm_id","created_at","id");--> statement-breakpoint
CREATE INDEX "pay_links_by_status" ON "pay_links" USING btree ("firm_id","status","created_at","id");--> statement-breakpoint
CREATE INDEX "pay_links_expiring" ON "pay_links" USING btree ("firm_id","expires_at","id") WHERE status = 'open' and expiry_noticed_at is null;--> statement-breakpoint
CREATE INDEX "payers_name" ON "payers" USING btree ("firm_id","name","id");--> statement-breakpoint
CREATE INDEX "payment_events_payment" ON "payment_events" USING btree ("firm_id","payment_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "payments_number" ON "payments" USING btree ("firm_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "payments_attempt" ON "payments" USING btree ("firm_id","obligation","attempt");--> statement-breakpoint
CREATE UNIQUE INDEX "payments_one_open_claim" ON "payments" USING btree ("firm_id","obligation") WHERE status not in ('declined', 'error', 'voided');--> statement-breakpoint
CREATE INDEX "payments_newest" ON "payments" USING btree ("firm_id","created_at","id");--> statement-breakpoint
CREATE INDEX "payments_by_status" ON "payments" USING btree ("firm_id","status","created_at","id");--> statement-breakpoint
CREATE INDEX "payments_by_account" ON "payments" USING btree ("firm_id","account_id","created_at","id");--> statement-breakpoint
CREATE INDEX "payments_by_source" ON "payments" USING btree ("firm_id","source","created_at","id");--> statement-breakpoint
CREATE INDEX "payments_by_link" ON "payments" USING btree ("firm_id","link_id");--> statement-breakpoint
CREATE INDEX "payments_to_check" ON "payments" USING btree ("firm_id","check_at") WHERE check_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "receipts_payment" ON "receipts" USING btree ("firm_id","payment_id");--> statement-breakpoint
CREATE UNIQUE INDEX "receipts_number" ON "receipts" USING btree ("firm_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "refunds_request" ON "refunds" USING btree ("firm_id","request_key");--> statement-breakpoint
CREATE INDEX "refunds_payment" ON "refunds" USING btree ("firm_id","payment_id","created_at");--> statement-breakpoint
CREATE INDEX "refunds_to_check" ON "refunds" USING btree ("firm_id","check_at") WHERE check_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "charges_seq" ON "sandbox"."charges" USING btree ("seq");--> statement-breakpoint
CREATE INDEX "charges_by_reference" ON "sandbox"."charges" USING btree ("firm_id","account_id","reference");--> statement-breakpoint
CREATE INDEX "charges_by_time" ON "sandbox"."charges" USING btree ("firm_id","account_id","created_at","seq");--> statement-breakpoint
CREATE INDEX "charges_due" ON "sandbox"."charges" USING btree ("firm_id","account_id","next_at") WHERE next_at is not null;--> statement-breakpoint
CREATE INDEX "refunds_by_reference" ON "sandbox"."refunds" USING btree ("firm_id","account_id","reference");--> statement-breakpoint
CREATE INDEX "refunds_by_charge" ON "sandbox"."refunds" USING btree ("charge_id");--> statement-breakpoint
CREATE INDEX "users_email" ON "users" USING btree ("firm_id","email");