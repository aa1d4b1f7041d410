CREATE TABLE "captcha_answers" (
	"firm_id" text NOT NULL,
	"answer_hash" text NOT NULL,
	"kept_until" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "captcha_answers_firm_id_answer_hash_pk" PRIMARY KEY("firm_id","answer_hash")
);
--> statement-breakpoint
ALTER TABLE "firms" ADD COLUMN "link_captcha" text DEFAULT 'none' NOT NULL;--> statement-breakpoint
CREATE INDEX "captcha_answers_kept" ON "captcha_answers" USING btree ("firm_id","kept_until");--> statement-breakpoint
ALTER TABLE "firms" ADD CONSTRAINT "firms_link_captcha" CHECK ("firms"."link_captcha" in ('none', 'altcha', 'recaptcha'));--> statement-breakpoint
alter table captcha_answers enable row level security;
--> statement-breakpoint
alter table captcha_answers force row level security;
--> statement-breakpoint
create policy one_firm on captcha_answers
  using (firm_id = nullif(current_setting('app.firm_id', true), ''))
  with check (firm_id = nullif(current_setting('app.firm_id', true), ''));
--> statement-breakpoint
-- One that counted is never changed; it goes once it would count no more anyway.
grant select, insert, delete on captcha_answers to docketpay_app;
