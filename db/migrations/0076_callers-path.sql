-- They run as their caller, who finds every table by the path of the connection already. Setting a path for each call makes PostgreSQL forget
-- how it read the caller's statement: 25 µs of the 165 that opening a link takes.
alter function open_pay_link(text) reset search_path;
--> statement-breakpoint
alter function open_receipt(text) reset search_path;
--> statement-breakpoint
alter function open_api_key(text) reset search_path;
