CREATE TABLE "page_items" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"page_id" text NOT NULL,
	"place" integer NOT NULL,
	"name" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"price_cents" bigint NOT NULL,
	"tax_basis_points" integer DEFAULT 0 NOT NULL,
	"most_quantity" integer DEFAULT 10 NOT NULL,
	"stock" integer,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "page_items_firm_id_id_pk" PRIMARY KEY("firm_id","id"),
	CONSTRAINT "page_items_price" CHECK ("page_items"."price_cents" > 0),
	CONSTRAINT "page_items_tax" CHECK ("page_items"."tax_basis_points" between 0 and 10000),
	CONSTRAINT "page_items_quantity" CHECK ("page_items"."most_quantity" > 0 and "page_items"."stock" >= 0)
);
--> statement-breakpoint
CREATE TABLE "page_submissions" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"page_id" text NOT NULL,
	"request_key" text NOT NULL,
	"token_hash" text NOT NULL,
	"token_sealed" text NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"account_id" text NOT NULL,
	"amount_cents" bigint NOT NULL,
	"tax_cents" bigint DEFAULT 0 NOT NULL,
	"currency" text NOT NULL,
	"payer_name" text DEFAULT '' NOT NULL,
	"email" text DEFAULT '' NOT NULL,
	"phone" text DEFAULT '' NOT NULL,
	"billing_address" jsonb,
	"invoice_number" text DEFAULT '' NOT NULL,
	"client_ref" text DEFAULT '' NOT NULL,
	"matter_ref" text DEFAULT '' NOT NULL,
	"message" text DEFAULT '' NOT NULL,
	"custom_fields" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"title" text DEFAULT '' NOT NULL,
	"locale" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "page_submissions_firm_id_id_pk" PRIMARY KEY("firm_id","id"),
	CONSTRAINT "page_submissions_status" CHECK ("page_submissions"."status" in ('open', 'replaced')),
	CONSTRAINT "page_submissions_amount" CHECK ("page_submissions"."amount_cents" > 0 and "page_submissions"."tax_cents" between 0 and "page_submissions"."amount_cents")
);
--> statement-breakpoint
CREATE TABLE "page_views" (
	"firm_id" text NOT NULL,
	"page_id" text NOT NULL,
	"day" date NOT NULL,
	"views" integer NOT NULL,
	CONSTRAINT "page_views_firm_id_page_id_day_pk" PRIMARY KEY("firm_id","page_id","day")
);
--> statement-breakpoint
CREATE TABLE "payment_pages" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"kind" text DEFAULT 'general' NOT NULL,
	"account_id" text NOT NULL,
	"locale" text DEFAULT '' NOT NULL,
	"heading" text NOT NULL,
	"body" text DEFAULT '' NOT NULL,
	"disclaimer" text DEFAULT '' NOT NULL,
	"contact" text DEFAULT '' NOT NULL,
	"confirmation_text" text DEFAULT '' NOT NULL,
	"amount_rule" text DEFAULT 'chosen' NOT NULL,
	"amount_cents" bigint,
	"least_cents" bigint,
	"most_cents" bigint,
	"choices" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"methods" text DEFAULT 'all' NOT NULL,
	"fields" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"notify_emails" text[] DEFAULT '{}' NOT NULL,
	"makes_posting" boolean DEFAULT false NOT NULL,
	"host_sites" text[] DEFAULT '{}' NOT NULL,
	"captcha" text DEFAULT 'none' NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "payment_pages_firm_id_id_pk" PRIMARY KEY("firm_id","id"),
	CONSTRAINT "payment_pages_status" CHECK ("payment_pages"."status" in ('draft', 'published')),
	CONSTRAINT "payment_pages_kind" CHECK ("payment_pages"."kind" in ('general', 'items')),
	CONSTRAINT "payment_pages_methods" CHECK ("payment_pages"."methods" in ('all', 'card', 'echeck')),
	CONSTRAINT "payment_pages_captcha" CHECK ("payment_pages"."captcha" in ('none', 'altcha', 'recaptcha')),
	CONSTRAINT "payment_pages_rule" CHECK ("payment_pages"."amount_rule" in ('fixed', 'chosen', 'list')),
	CONSTRAINT "payment_pages_amount" CHECK ("payment_pages"."amount_cents" > 0 and "payment_pages"."least_cents" > 0 and "payment_pages"."most_cents" >= "payment_pages"."least_cents")
);
--> statement-breakpoint
CREATE TABLE "submission_items" (
	"firm_id" text NOT NULL,
	"submission_id" text NOT NULL,
	"item_id" text NOT NULL,
	"place" integer NOT NULL,
	"name" text NOT NULL,
	"quantity" integer NOT NULL,
	"price_cents" bigint NOT NULL,
	"tax_basis_points" integer NOT NULL,
	"tax_cents" bigint NOT NULL,
	CONSTRAINT "submission_items_firm_id_submission_id_item_id_pk" PRIMARY KEY("firm_id","submission_id","item_id"),
	CONSTRAINT "submission_items_quantity" CHECK ("submission_items"."quantity" > 0)
);
--> statement-breakpoint
ALTER TABLE "page_items" ADD CONSTRAINT "page_items_firm_id_page_id_payment_pages_firm_id_id_fk" FOREIGN KEY ("firm_id","page_id") REFERENCES "public"."payment_pages"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_submissions" ADD CONSTRAINT "page_submissions_firm_id_page_id_payment_pages_firm_id_id_fk" FOREIGN KEY ("firm_id","page_id") REFERENCES "public"."payment_pages"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_views" ADD CONSTRAINT "page_views_firm_id_page_id_payment_pages_firm_id_id_fk" FOREIGN KEY ("firm_id","page_id") REFERENCES "public"."payment_pages"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_pages" ADD CONSTRAINT "payment_pages_firm_id_account_id_merchant_accounts_firm_id_id_fk" FOREIGN KEY ("firm_id","account_id") REFERENCES "public"."merchant_accounts"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission_items" ADD CONSTRAINT "submission_items_firm_id_submission_id_page_submissions_firm_id_id_fk" FOREIGN KEY ("firm_id","submission_id") REFERENCES "public"."page_submissions"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission_items" ADD CONSTRAINT "submission_items_firm_id_item_id_page_items_firm_id_id_fk" FOREIGN KEY ("firm_id","item_id") REFERENCES "public"."page_items"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "page_items_of_page" ON "page_items" USING btree ("firm_id","page_id","place");--> statement-breakpoint
CREATE UNIQUE INDEX "page_submissions_request" ON "page_submissions" USING btree ("firm_id","request_key") WHERE status = 'open';--> statement-breakpoint
CREATE INDEX "page_submissions_of_page" ON "page_submissions" USING btree ("firm_id","page_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "payment_pages_slug" ON "payment_pages" USING btree ("firm_id","slug");--> statement-breakpoint
CREATE INDEX "submission_items_of_item" ON "submission_items" USING btree ("firm_id","item_id");