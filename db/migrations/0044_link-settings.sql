CREATE TABLE "reminder_opt_outs" (
	"firm_id" text NOT NULL,
	"address" text NOT NULL,
	"link_id" text NOT NULL,
	"opted_out_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "reminder_opt_outs_firm_id_address_pk" PRIMARY KEY("firm_id","address"),
	CONSTRAINT "reminder_opt_outs_address" CHECK ("reminder_opt_outs"."address" = lower("reminder_opt_outs"."address"))
);
--> statement-breakpoint
ALTER TABLE "firms" ADD COLUMN "link_methods" text DEFAULT 'all' NOT NULL;--> statement-breakpoint
ALTER TABLE "firms" ADD COLUMN "allows_part_payment" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "firms" ADD COLUMN "link_reminders" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "pay_links" ADD COLUMN "is_reminder_off" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "pay_links" ADD COLUMN "reminded_on" date;--> statement-breakpoint
ALTER TABLE "firms" ADD CONSTRAINT "firms_link_methods" CHECK ("firms"."link_methods" in ('all', 'card', 'echeck'));