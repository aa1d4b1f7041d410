DROP INDEX "pay_links_by_due";--> statement-breakpoint
DROP INDEX "pay_links_by_opening";--> statement-breakpoint
DROP INDEX "payers_by_email";--> statement-breakpoint
DROP INDEX "payers_by_client";--> statement-breakpoint
CREATE INDEX "pay_links_by_due" ON "pay_links" USING btree ("firm_id",(case when "due_date" is null then '-infinity' else "due_date" end),"id");--> statement-breakpoint
CREATE INDEX "pay_links_by_opening" ON "pay_links" USING btree ("firm_id",(case when "opened_at" is null then '-infinity' else "opened_at" end),"id");--> statement-breakpoint
CREATE INDEX "payers_by_email" ON "payers" USING btree ("firm_id",(case when "emails"[1] is null then '' else "emails"[1] end),"id") WHERE archived_at is null;--> statement-breakpoint
CREATE INDEX "payers_by_client" ON "payers" USING btree ("firm_id",(case when "client_refs"[1] is null then '' else "client_refs"[1] end),"id") WHERE archived_at is null;