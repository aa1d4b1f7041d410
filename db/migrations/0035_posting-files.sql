ALTER TABLE "posting_batches" ADD COLUMN "encoding" text DEFAULT 'utf8' NOT NULL;--> statement-breakpoint
CREATE INDEX "allocation_lines_of_item" ON "allocation_lines" USING btree ("firm_id","connection_id","item_key");--> statement-breakpoint
CREATE INDEX "postings_by_payer" ON "postings" USING btree ("firm_id",lower(payer_name),"id");--> statement-breakpoint
CREATE INDEX "postings_by_invoice" ON "postings" USING btree ("firm_id","invoice_number","id");--> statement-breakpoint
CREATE INDEX "postings_by_matter" ON "postings" USING btree ("firm_id","client_number","matter_number","id");--> statement-breakpoint
CREATE INDEX "postings_by_amount" ON "postings" USING btree ("firm_id","amount_cents","id");--> statement-breakpoint
ALTER TABLE "posting_batches" ADD CONSTRAINT "posting_batches_encoding" CHECK ("posting_batches"."encoding" in ('utf8', 'latin1', 'utf16le'));