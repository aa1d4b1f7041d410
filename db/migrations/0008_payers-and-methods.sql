CREATE TABLE "method_consents" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"method_id" text NOT NULL,
	"payer_id" text NOT NULL,
	"text" text NOT NULL,
	"version" text NOT NULL,
	"language" text NOT NULL,
	"actor" text NOT NULL,
	"ip" text NOT NULL,
	"origin" text NOT NULL,
	"entry_class" text DEFAULT '' NOT NULL,
	"last4" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "method_consents_firm_id_id_pk" PRIMARY KEY("firm_id","id"),
	CONSTRAINT "method_consents_origin" CHECK ("method_consents"."origin" in ('staff', 'method_page', 'pay_page')),
	CONSTRAINT "method_consents_entry_class" CHECK ("method_consents"."entry_class" in ('', 'WEB', 'TEL', 'PPD', 'CCD'))
);
--> statement-breakpoint
CREATE TABLE "method_requests" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"payer_id" text NOT NULL,
	"account_id" text NOT NULL,
	"token_hash" text NOT NULL,
	"token_sealed" text NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"sent_to" text[] NOT NULL,
	"message" text DEFAULT '' NOT NULL,
	"locale" text NOT NULL,
	"request_key" text NOT NULL,
	"method_id" text,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"opened_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "method_requests_firm_id_id_pk" PRIMARY KEY("firm_id","id"),
	CONSTRAINT "method_requests_status" CHECK ("method_requests"."status" in ('open', 'done', 'cancelled')),
	CONSTRAINT "method_requests_done" CHECK (("method_requests"."status" = 'done') = ("method_requests"."method_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "payment_methods" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"payer_id" text NOT NULL,
	"account_id" text NOT NULL,
	"gateway" text NOT NULL,
	"status" text NOT NULL,
	"intent" text NOT NULL,
	"method_token_sealed" text NOT NULL,
	"stored_token_sealed" text DEFAULT '' NOT NULL,
	"customer_ref" text DEFAULT '' NOT NULL,
	"kind" text DEFAULT '' NOT NULL,
	"brand" text DEFAULT '' NOT NULL,
	"last4" text DEFAULT '' NOT NULL,
	"funding" text DEFAULT '' NOT NULL,
	"holder" text DEFAULT '' NOT NULL,
	"expires_month" text DEFAULT '' NOT NULL,
	"billing_address" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"consent" jsonb NOT NULL,
	"decline_code" text DEFAULT '' NOT NULL,
	"challenge_url" text DEFAULT '' NOT NULL,
	"check_at" timestamp (3) with time zone,
	"checks" integer DEFAULT 0 NOT NULL,
	"expiry_noticed_at" timestamp (3) with time zone,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"saved_at" timestamp (3) with time zone,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "payment_methods_firm_id_id_pk" PRIMARY KEY("firm_id","id"),
	CONSTRAINT "payment_methods_status" CHECK ("payment_methods"."status" in ('processing', 'active', 'failed', 'removing', 'removed')),
	CONSTRAINT "payment_methods_kept" CHECK ("payment_methods"."status" <> 'active' or "payment_methods"."stored_token_sealed" <> ''),
	CONSTRAINT "payment_methods_default" CHECK (not "payment_methods"."is_default" or "payment_methods"."status" = 'active'),
	CONSTRAINT "payment_methods_last4" CHECK ("payment_methods"."last4" ~ '^[0-9]{0,4}$'),
	CONSTRAINT "payment_methods_holder" CHECK ("payment_methods"."holder" !~ '[0-9]{6}'),
	CONSTRAINT "payment_methods_expiry" CHECK ("payment_methods"."expires_month" ~ '^(|[0-9]{4}-(0[1-9]|1[0-2]))$')
);
--> statement-breakpoint
DROP INDEX "payers_name";--> statement-breakpoint
ALTER TABLE "payers" ADD COLUMN "kind" text DEFAULT 'business' NOT NULL;--> statement-breakpoint
ALTER TABLE "payers" ADD COLUMN "given_name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "payers" ADD COLUMN "family_name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "payers" ADD COLUMN "phone" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "payers" ADD COLUMN "address_line1" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "payers" ADD COLUMN "address_line2" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "payers" ADD COLUMN "city" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "payers" ADD COLUMN "region" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "payers" ADD COLUMN "postal_code" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "payers" ADD COLUMN "country" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "payers" ADD COLUMN "client_refs" text[] DEFAULT '{}'::text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "payers" ADD COLUMN "notes" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "payers" ADD COLUMN "custom_fields" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "payers" ADD COLUMN "revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "payers" ADD COLUMN "request_key" text;--> statement-breakpoint
ALTER TABLE "payers" ADD COLUMN "created_by" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "payers" ADD COLUMN "archived_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "payers" ADD COLUMN "merged_into" text;--> statement-breakpoint
ALTER TABLE "payers" ADD COLUMN "search_text" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "method_consents" ADD CONSTRAINT "method_consents_firm_id_method_id_payment_methods_firm_id_id_fk" FOREIGN KEY ("firm_id","method_id") REFERENCES "public"."payment_methods"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "method_requests" ADD CONSTRAINT "method_requests_firm_id_payer_id_payers_firm_id_id_fk" FOREIGN KEY ("firm_id","payer_id") REFERENCES "public"."payers"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "method_requests" ADD CONSTRAINT "method_requests_firm_id_account_id_merchant_accounts_firm_id_id_fk" FOREIGN KEY ("firm_id","account_id") REFERENCES "public"."merchant_accounts"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_methods" ADD CONSTRAINT "payment_methods_firm_id_payer_id_payers_firm_id_id_fk" FOREIGN KEY ("firm_id","payer_id") REFERENCES "public"."payers"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_methods" ADD CONSTRAINT "payment_methods_firm_id_account_id_merchant_accounts_firm_id_id_fk" FOREIGN KEY ("firm_id","account_id") REFERENCES "public"."merchant_accounts"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "method_consents_method" ON "method_consents" USING btree ("firm_id","method_id");--> statement-breakpoint
CREATE UNIQUE INDEX "method_requests_request" ON "method_requests" USING btree ("firm_id","request_key");--> statement-breakpoint
CREATE INDEX "method_requests_by_payer" ON "method_requests" USING btree ("firm_id","payer_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "payment_methods_one_per_intent" ON "payment_methods" USING btree ("firm_id","intent") WHERE status <> 'failed';--> statement-breakpoint
CREATE UNIQUE INDEX "payment_methods_one_default" ON "payment_methods" USING btree ("firm_id","payer_id") WHERE is_default;--> statement-breakpoint
CREATE INDEX "payment_methods_by_payer" ON "payment_methods" USING btree ("firm_id","payer_id","created_at");--> statement-breakpoint
CREATE INDEX "payment_methods_to_check" ON "payment_methods" USING btree ("firm_id","check_at") WHERE check_at is not null;--> statement-breakpoint
CREATE INDEX "payment_methods_expiring" ON "payment_methods" USING btree ("firm_id","expires_month","id") WHERE status = 'active' and expiry_noticed_at is null and expires_month <> '';--> statement-breakpoint
CREATE UNIQUE INDEX "payers_request" ON "payers" USING btree ("firm_id","request_key");--> statement-breakpoint
CREATE INDEX "payers_by_name" ON "payers" USING btree ("firm_id",lower("name"),"id") WHERE archived_at is null;--> statement-breakpoint
ALTER TABLE "payers" ADD CONSTRAINT "payers_kind" CHECK ("payers"."kind" in ('person', 'business'));--> statement-breakpoint
ALTER TABLE "payers" ADD CONSTRAINT "payers_merged" CHECK ("payers"."merged_into" is null or "payers"."archived_at" is not null);