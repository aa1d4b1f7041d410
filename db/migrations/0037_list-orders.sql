DROP INDEX "payers_by_name";--> statement-breakpoint
ALTER TABLE "exports" ADD COLUMN "picked" jsonb;--> statement-breakpoint
ALTER TABLE "pay_links" ADD COLUMN "recipient_key" text GENERATED ALWAYS AS (lower(recipient_name)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "payers" ADD COLUMN "name_key" text GENERATED ALWAYS AS (lower(name)) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "pay_links_by_number" ON "pay_links" USING btree ("firm_id","number","id");--> statement-breakpoint
CREATE INDEX "pay_links_by_recipient" ON "pay_links" USING btree ("firm_id","recipient_key","id");--> statement-breakpoint
CREATE INDEX "pay_links_by_invoice" ON "pay_links" USING btree ("firm_id","invoice_number","id");--> statement-breakpoint
CREATE INDEX "pay_links_by_amount" ON "pay_links" USING btree ("firm_id","amount_cents","id");--> statement-breakpoint
CREATE INDEX "pay_links_by_due" ON "pay_links" USING btree ("firm_id",coalesce("due_date", '-infinity'),"id");--> statement-breakpoint
CREATE INDEX "pay_links_by_opening" ON "pay_links" USING btree ("firm_id",coalesce("opened_at", '-infinity'),"id");--> statement-breakpoint
CREATE INDEX "pay_links_by_expiry" ON "pay_links" USING btree ("firm_id","expires_at","id");--> statement-breakpoint
CREATE INDEX "payers_by_email" ON "payers" USING btree ("firm_id",coalesce("emails"[1], ''),"id") WHERE archived_at is null;--> statement-breakpoint
CREATE INDEX "payers_by_client" ON "payers" USING btree ("firm_id",coalesce("client_refs"[1], ''),"id") WHERE archived_at is null;--> statement-breakpoint
CREATE INDEX "payers_by_creation" ON "payers" USING btree ("firm_id","created_at","id") WHERE archived_at is null;--> statement-breakpoint
CREATE INDEX "payers_by_name" ON "payers" USING btree ("firm_id","name_key","id") WHERE archived_at is null;