CREATE TABLE "page_pictures" (
	"firm_id" text NOT NULL,
	"id" text NOT NULL,
	"content_type" text NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"content" "bytea" NOT NULL,
	"added_by" text NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "page_pictures_firm_id_id_pk" PRIMARY KEY("firm_id","id"),
	CONSTRAINT "page_pictures_type" CHECK ("page_pictures"."content_type" in ('image/png', 'image/jpeg', 'image/webp')),
	CONSTRAINT "page_pictures_size" CHECK (octet_length("page_pictures"."content") between 1 and 307200)
);
--> statement-breakpoint
ALTER TABLE "page_items" ADD COLUMN "picture_id" text;--> statement-breakpoint
ALTER TABLE "page_items" ADD COLUMN "picture_alt" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "page_items" ADD CONSTRAINT "page_items_firm_id_picture_id_page_pictures_firm_id_id_fk" FOREIGN KEY ("firm_id","picture_id") REFERENCES "public"."page_pictures"("firm_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
alter table page_pictures enable row level security;
--> statement-breakpoint
alter table page_pictures force row level security;
--> statement-breakpoint
create policy one_firm on page_pictures
  using (firm_id = nullif(current_setting('app.firm_id', true), ''))
  with check (firm_id = nullif(current_setting('app.firm_id', true), ''));
--> statement-breakpoint
-- Never changed, so that whoever keeps one sees the same; one that no item shows may go.
grant select, insert, delete on page_pictures to docketpay_app;
