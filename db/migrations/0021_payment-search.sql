CREATE TABLE "payment_days" (
	"firm_id" text NOT NULL,
	"id" bigserial NOT NULL,
	"day" date NOT NULL,
	"account_id" text NOT NULL,
	"source" text NOT NULL,
	"method_kind" text NOT NULL,
	"status" text NOT NULL,
	"payments" integer NOT NULL,
	"amount_cents" bigint NOT NULL,
	"refunded_cents" bigint NOT NULL,
	CONSTRAINT "payment_days_firm_id_id_pk" PRIMARY KEY("firm_id","id")
);
--> statement-breakpoint
ALTER TABLE "payments" drop column "search_text";--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "search_text" text GENERATED ALWAYS AS (payment_search_text(number, payer_name, invoice_number, client_ref, matter_ref, method_last4, receipt_emails, note, auth_code, custom_fields)) STORED;--> statement-breakpoint
CREATE INDEX "payment_days_key" ON "payment_days" USING btree ("firm_id","day","account_id","source","method_kind","status");--> statement-breakpoint
CREATE INDEX "payments_search" ON "payments" USING gin ("firm_id","search_text" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "payments_by_custom_fields" ON "payments" USING gin ("firm_id","custom_fields" jsonb_path_ops);--> statement-breakpoint
CREATE INDEX "payments_by_amount" ON "payments" USING btree ("firm_id","amount_cents","id");--> statement-breakpoint
CREATE INDEX "payments_by_payer_name" ON "payments" USING btree ("firm_id",lower(payer_name),"id");--> statement-breakpoint
CREATE INDEX "payments_by_invoice" ON "payments" USING btree ("firm_id","invoice_number","id");--> statement-breakpoint
CREATE INDEX "payments_by_matter" ON "payments" USING btree ("firm_id","client_ref","matter_ref","id");--> statement-breakpoint
CREATE INDEX "payments_by_method" ON "payments" USING btree ("firm_id","method_kind","method_brand","created_at","id");--> statement-breakpoint
CREATE INDEX "payments_by_user" ON "payments" USING btree ("firm_id","created_by","created_at","id");--> statement-breakpoint
CREATE INDEX "payments_by_approval" ON "payments" USING btree ("firm_id",coalesce(approved_at, '-infinity'),"id");--> statement-breakpoint
CREATE INDEX "payments_by_settlement" ON "payments" USING btree ("firm_id",coalesce(settled_at, '-infinity'),"id");--> statement-breakpoint
CREATE INDEX "payments_by_decline" ON "payments" USING btree ("firm_id","decline_code","created_at","id") WHERE decline_code <> '';--> statement-breakpoint
CREATE INDEX "payments_refunded_ones" ON "payments" USING btree ("firm_id","created_at","id") WHERE refunded_cents > 0;--> statement-breakpoint
CREATE INDEX "payments_with_surcharge" ON "payments" USING btree ("firm_id","created_at","id") WHERE surcharge_cents > 0;