CREATE TABLE "alerts" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"object_type" text NOT NULL,
	"object_id" text NOT NULL,
	"account_id" text,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"raised_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"closed_by" text DEFAULT '' NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	CONSTRAINT "alerts_firm_id_id_pk" PRIMARY KEY("firm_id","id")
);
--> statement-breakpoint
CREATE TABLE "disputes" (
	"firm_id" text NOT NULL,
	"payment_id" text NOT NULL,
	"gateway_ref" text NOT NULL,
	"amount_cents" bigint NOT NULL,
	"currency" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"status" text NOT NULL,
	"fee_cents" bigint DEFAULT 0 NOT NULL,
	"evidence_due_at" timestamp (3) with time zone,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "disputes_firm_id_payment_id_gateway_ref_pk" PRIMARY KEY("firm_id","payment_id","gateway_ref"),
	CONSTRAINT "disputes_amount" CHECK ("disputes"."amount_cents" > 0),
	CONSTRAINT "disputes_status" CHECK ("disputes"."status" in ('open', 'won', 'lost'))
);
--> statement-breakpoint
CREATE TABLE "voids" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"payment_id" text NOT NULL,
	"status" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"refusal_code" text DEFAULT '' NOT NULL,
	"check_at" timestamp (3) with time zone,
	"checks" integer DEFAULT 0 NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"done_at" timestamp (3) with time zone,
	CONSTRAINT "voids_firm_id_id_pk" PRIMARY KEY("firm_id","id"),
	CONSTRAINT "voids_status" CHECK ("voids"."status" in ('processing', 'voided', 'refused', 'unknown'))
);
--> statement-breakpoint
CREATE TABLE "sandbox"."methods" (
	"firm_id" text NOT NULL,
	"account_id" text NOT NULL,
	"reference" text NOT NULL,
	"token" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "methods_firm_id_account_id_reference_pk" PRIMARY KEY("firm_id","account_id","reference")
);
--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "surcharge_cents" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "fee_cents" bigint;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "cart_id" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "charge_use" text DEFAULT 'present' NOT NULL;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "customer_ref" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "saved_method_id" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "method_funding" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "return_code" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "sandbox"."charges" ADD COLUMN "dispute_status" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "sandbox"."charges" ADD COLUMN "disputed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "webhook_events" ADD COLUMN "object_id" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "webhook_events" ADD COLUMN "handled_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_firm_id_payment_id_payments_firm_id_id_fk" FOREIGN KEY ("firm_id","payment_id") REFERENCES "public"."payments"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voids" ADD CONSTRAINT "voids_firm_id_payment_id_payments_firm_id_id_fk" FOREIGN KEY ("firm_id","payment_id") REFERENCES "public"."payments"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_one_open" ON "alerts" USING btree ("firm_id","kind","object_type","object_id") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "alerts_open" ON "alerts" USING btree ("firm_id","raised_at","id") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "alerts_newest" ON "alerts" USING btree ("firm_id","raised_at","id");--> statement-breakpoint
CREATE INDEX "alerts_object" ON "alerts" USING btree ("firm_id","object_type","object_id");--> statement-breakpoint
CREATE INDEX "disputes_by_status" ON "disputes" USING btree ("firm_id","status","opened_at");--> statement-breakpoint
CREATE UNIQUE INDEX "voids_one_open" ON "voids" USING btree ("firm_id","payment_id") WHERE status <> 'refused';--> statement-breakpoint
CREATE INDEX "voids_to_check" ON "voids" USING btree ("firm_id","check_at") WHERE check_at is not null;--> statement-breakpoint
CREATE INDEX "methods_by_token" ON "sandbox"."methods" USING btree ("firm_id","account_id","token");--> statement-breakpoint
CREATE INDEX "payments_by_gateway_ref" ON "payments" USING btree ("firm_id","gateway_ref") WHERE gateway_ref <> '';--> statement-breakpoint
CREATE INDEX "payments_by_payer" ON "payments" USING btree ("firm_id","payer_id","created_at","id") WHERE payer_id is not null;--> statement-breakpoint
CREATE INDEX "payments_by_cart" ON "payments" USING btree ("firm_id","cart_id") WHERE cart_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_events_one_waiting" ON "webhook_events" USING btree ("firm_id","gateway","object_id","type") WHERE handled_at is null and object_id <> '';--> statement-breakpoint
CREATE INDEX "webhook_events_waiting" ON "webhook_events" USING btree ("firm_id","reference") WHERE handled_at is null;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_surcharge" CHECK ("payments"."surcharge_cents" >= 0 and "payments"."surcharge_cents" < "payments"."amount_cents");--> statement-breakpoint
ALTER TABLE "sandbox"."charges" ADD CONSTRAINT "charges_dispute_status" CHECK ("sandbox"."charges"."dispute_status" in ('', 'open', 'won', 'lost'));