CREATE TABLE "cart_parts" (
	"firm_id" text NOT NULL,
	"cart_id" text NOT NULL,
	"kind" text NOT NULL,
	"account_id" text NOT NULL,
	"amount_cents" bigint NOT NULL,
	"currency" text NOT NULL,
	"invoice_number" text DEFAULT '' NOT NULL,
	"client_ref" text DEFAULT '' NOT NULL,
	"matter_ref" text DEFAULT '' NOT NULL,
	CONSTRAINT "cart_parts_firm_id_cart_id_kind_pk" PRIMARY KEY("firm_id","cart_id","kind"),
	CONSTRAINT "cart_parts_kind" CHECK ("cart_parts"."kind" in ('operating', 'trust')),
	CONSTRAINT "cart_parts_amount" CHECK ("cart_parts"."amount_cents" > 0)
);
--> statement-breakpoint
CREATE TABLE "carts" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"request_key" text NOT NULL,
	"source" text NOT NULL,
	"currency" text NOT NULL,
	"payer_id" text,
	"payer_name" text DEFAULT '' NOT NULL,
	"receipt_emails" text[] NOT NULL,
	"locale" text DEFAULT 'en' NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "carts_firm_id_id_pk" PRIMARY KEY("firm_id","id")
);
--> statement-breakpoint
CREATE TABLE "operating_charges" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"cause" text NOT NULL,
	"trust_account_id" text NOT NULL,
	"operating_account_id" text NOT NULL,
	"payment_id" text NOT NULL,
	"amount_cents" bigint NOT NULL,
	"currency" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "operating_charges_firm_id_id_pk" PRIMARY KEY("firm_id","id"),
	CONSTRAINT "operating_charges_kind" CHECK ("operating_charges"."kind" in ('fee', 'return', 'chargeback', 'dispute_fee', 'chargeback_back')),
	CONSTRAINT "operating_charges_amount" CHECK (("operating_charges"."kind" = 'chargeback_back' and "operating_charges"."amount_cents" < 0) or ("operating_charges"."kind" = 'fee' and "operating_charges"."amount_cents" <> 0) or "operating_charges"."amount_cents" > 0)
);
--> statement-breakpoint
CREATE TABLE "trust_entries" (
	"firm_id" text NOT NULL,
	"id" bigserial NOT NULL,
	"account_id" text NOT NULL,
	"client_ref" text NOT NULL,
	"matter_ref" text NOT NULL,
	"payment_id" text NOT NULL,
	"kind" text NOT NULL,
	"amount_cents" bigint NOT NULL,
	"balance_cents" bigint NOT NULL,
	"currency" text NOT NULL,
	"source" text DEFAULT '' NOT NULL,
	"purpose" text DEFAULT '' NOT NULL,
	"actor" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "trust_entries_firm_id_id_pk" PRIMARY KEY("firm_id","id"),
	CONSTRAINT "trust_entries_amount" CHECK ("trust_entries"."amount_cents" <> 0),
	CONSTRAINT "trust_entries_matter_named" CHECK ("trust_entries"."client_ref" <> '' and "trust_entries"."matter_ref" <> ''),
	CONSTRAINT "trust_entries_kind" CHECK (("trust_entries"."kind" in ('deposit', 'dispute_won', 'replacement') and "trust_entries"."amount_cents" > 0)
        or ("trust_entries"."kind" in ('deposit_back', 'refund', 'return', 'dispute', 'void', 'replacement_back') and "trust_entries"."amount_cents" < 0))
);
--> statement-breakpoint
CREATE TABLE "trust_matters" (
	"firm_id" text NOT NULL,
	"account_id" text NOT NULL,
	"client_ref" text NOT NULL,
	"matter_ref" text NOT NULL,
	"total_cents" bigint NOT NULL,
	"currency" text NOT NULL,
	"last_entry_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "trust_matters_firm_id_account_id_client_ref_matter_ref_pk" PRIMARY KEY("firm_id","account_id","client_ref","matter_ref")
);
--> statement-breakpoint
CREATE TABLE "trust_replacements" (
	"firm_id" text NOT NULL,
	"charge_id" text NOT NULL,
	"outcome" text NOT NULL,
	"note" text NOT NULL,
	"actor" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "trust_replacements_firm_id_charge_id_pk" PRIMARY KEY("firm_id","charge_id"),
	CONSTRAINT "trust_replacements_outcome" CHECK ("trust_replacements"."outcome" in ('replaced', 'covered', 'won_back'))
);
--> statement-breakpoint
ALTER TABLE "firms" ADD COLUMN "surcharge" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "merchant_accounts" ADD COLUMN "fee_account_id" text;--> statement-breakpoint
ALTER TABLE "merchant_accounts" ADD COLUMN "hold_days" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "cart_parts" ADD CONSTRAINT "cart_parts_firm_id_cart_id_carts_firm_id_id_fk" FOREIGN KEY ("firm_id","cart_id") REFERENCES "public"."carts"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cart_parts" ADD CONSTRAINT "cart_parts_firm_id_account_id_merchant_accounts_firm_id_id_fk" FOREIGN KEY ("firm_id","account_id") REFERENCES "public"."merchant_accounts"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operating_charges" ADD CONSTRAINT "operating_charges_firm_id_trust_account_id_merchant_accounts_firm_id_id_fk" FOREIGN KEY ("firm_id","trust_account_id") REFERENCES "public"."merchant_accounts"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operating_charges" ADD CONSTRAINT "operating_charges_firm_id_operating_account_id_merchant_accounts_firm_id_id_fk" FOREIGN KEY ("firm_id","operating_account_id") REFERENCES "public"."merchant_accounts"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operating_charges" ADD CONSTRAINT "operating_charges_firm_id_payment_id_payments_firm_id_id_fk" FOREIGN KEY ("firm_id","payment_id") REFERENCES "public"."payments"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trust_entries" ADD CONSTRAINT "trust_entries_firm_id_account_id_merchant_accounts_firm_id_id_fk" FOREIGN KEY ("firm_id","account_id") REFERENCES "public"."merchant_accounts"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trust_entries" ADD CONSTRAINT "trust_entries_firm_id_payment_id_payments_firm_id_id_fk" FOREIGN KEY ("firm_id","payment_id") REFERENCES "public"."payments"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trust_replacements" ADD CONSTRAINT "trust_replacements_firm_id_charge_id_operating_charges_firm_id_id_fk" FOREIGN KEY ("firm_id","charge_id") REFERENCES "public"."operating_charges"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "carts_request" ON "carts" USING btree ("firm_id","request_key");--> statement-breakpoint
CREATE UNIQUE INDEX "operating_charges_cause" ON "operating_charges" USING btree ("firm_id","payment_id","kind","cause");--> statement-breakpoint
CREATE INDEX "operating_charges_account" ON "operating_charges" USING btree ("firm_id","trust_account_id","at","id");--> statement-breakpoint
CREATE INDEX "trust_entries_matter" ON "trust_entries" USING btree ("firm_id","account_id","client_ref","matter_ref","id");--> statement-breakpoint
CREATE INDEX "trust_entries_payment" ON "trust_entries" USING btree ("firm_id","payment_id","id");--> statement-breakpoint
CREATE INDEX "trust_matters_standing" ON "trust_matters" USING btree ("firm_id","account_id","client_ref","matter_ref") WHERE total_cents <> 0;--> statement-breakpoint
ALTER TABLE "merchant_accounts" ADD CONSTRAINT "merchant_accounts_firm_id_fee_account_id_merchant_accounts_firm_id_id_fk" FOREIGN KEY ("firm_id","fee_account_id") REFERENCES "public"."merchant_accounts"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merchant_accounts" ADD CONSTRAINT "merchant_accounts_hold" CHECK ("merchant_accounts"."hold_days" between 0 and 60);