ALTER TABLE `requests` ADD `run_count` integer;--> statement-breakpoint
ALTER TABLE `sweeps` ADD `owner_birth` text;--> statement-breakpoint
ALTER TABLE `sweeps` ADD `heartbeat_uptime_ms` integer;--> statement-breakpoint
-- A clock that was set back during a run left it an end before its begin.
UPDATE `sweeps` SET `ended_at_ms` = `started_at_ms` WHERE `ended_at_ms` < `started_at_ms`;
