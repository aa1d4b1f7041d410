ALTER TABLE "page_items" DROP CONSTRAINT "page_items_tax";--> statement-breakpoint
ALTER TABLE "payment_pages" DROP CONSTRAINT "payment_pages_kind";--> statement-breakpoint
ALTER TABLE "page_items" ADD COLUMN "tax_thousandths" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "payment_pages" ADD COLUMN "offers_all_invoices" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "payment_pages" ADD COLUMN "fallback_page_id" text;--> statement-breakpoint
ALTER TABLE "submission_items" ADD COLUMN "tax_thousandths" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "payment_pages" ADD CONSTRAINT "payment_pages_firm_id_fallback_page_id_payment_pages_firm_id_id_fk" FOREIGN KEY ("firm_id","fallback_page_id") REFERENCES "public"."payment_pages"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_items" DROP COLUMN "tax_basis_points";--> statement-breakpoint
ALTER TABLE "submission_items" DROP COLUMN "tax_basis_points";--> statement-breakpoint
ALTER TABLE "page_items" ADD CONSTRAINT "page_items_tax" CHECK ("page_items"."tax_thousandths" between 0 and 100000);--> statement-breakpoint
ALTER TABLE "payment_pages" ADD CONSTRAINT "payment_pages_kind" CHECK ("payment_pages"."kind" in ('general', 'items', 'connect'));