CREATE TABLE `outputs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`trial_id` integer NOT NULL,
	`stream` text NOT NULL,
	`text` text NOT NULL,
	`bytes` integer NOT NULL,
	FOREIGN KEY (`trial_id`) REFERENCES `trials`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "outputs_bytes" CHECK("outputs"."bytes" >= 0)
);
--> statement-breakpoint
CREATE INDEX `outputs_trial` ON `outputs` (`trial_id`,`id`);--> statement-breakpoint
CREATE TABLE `files` (
	`id` integer PRIMARY KEY NOT NULL,
	`trial_id` integer NOT NULL,
	`path` text NOT NULL,
	`content` blob NOT NULL,
	FOREIGN KEY (`trial_id`) REFERENCES `trials`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `files_path` ON `files` (`trial_id`,`path`);--> statement-breakpoint
CREATE TABLE `resources` (
	`id` integer PRIMARY KEY NOT NULL,
	`trial_id` integer NOT NULL,
	`elapsed_ms` real NOT NULL,
	`cpu_percent` real,
	`memory_bytes` integer,
	`gpu_percent` real,
	`gpu_memory_bytes` integer,
	FOREIGN KEY (`trial_id`) REFERENCES `trials`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `resources_trial` ON `resources` (`trial_id`,`elapsed_ms`);
--> statement-breakpoint
ALTER TABLE `sweep_annotations` DROP COLUMN `removals`;
