CREATE TABLE `requests` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`sweep_id` integer NOT NULL,
	`kind` text NOT NULL,
	`trial` integer,
	`value` integer,
	`origin` text NOT NULL,
	`made_at_ms` integer NOT NULL,
	`taken_at_ms` integer,
	`accepted` integer,
	`outcome` text,
	FOREIGN KEY (`sweep_id`) REFERENCES `sweeps`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "requests_kind" CHECK("requests"."kind" IN ('stop_trial', 'stop_sweep', 'pause_sweep', 'resume_sweep', 'raise_run_cap')),
	CONSTRAINT "requests_trial" CHECK(("requests"."kind" = 'stop_trial') = ("requests"."trial" IS NOT NULL)),
	CONSTRAINT "requests_value" CHECK(("requests"."kind" = 'raise_run_cap') = ("requests"."value" IS NOT NULL)),
	CONSTRAINT "requests_taken" CHECK(("requests"."taken_at_ms" IS NULL) = ("requests"."outcome" IS NULL) AND ("requests"."taken_at_ms" IS NULL) = ("requests"."accepted" IS NULL))
);
--> statement-breakpoint
CREATE INDEX `requests_sweep` ON `requests` (`sweep_id`,`id`);--> statement-breakpoint
CREATE INDEX `requests_open` ON `requests` (`sweep_id`,`id`) WHERE "requests"."taken_at_ms" IS NULL;--> statement-breakpoint
CREATE TABLE `sweep_annotations` (
	`sweep_id` integer PRIMARY KEY NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`tags` text DEFAULT '[]' NOT NULL,
	`hidden` integer DEFAULT false NOT NULL,
	`deleted_at_ms` integer,
	`removals` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`sweep_id`) REFERENCES `sweeps`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `sweep_annotations_deleted` ON `sweep_annotations` (`deleted_at_ms`) WHERE "sweep_annotations"."deleted_at_ms" IS NOT NULL;--> statement-breakpoint
CREATE TABLE `trial_annotations` (
	`trial_id` integer PRIMARY KEY NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`tags` text DEFAULT '[]' NOT NULL,
	`hidden` integer DEFAULT false NOT NULL,
	`deleted_at_ms` integer,
	FOREIGN KEY (`trial_id`) REFERENCES `trials`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `trial_annotations_deleted` ON `trial_annotations` (`deleted_at_ms`) WHERE "trial_annotations"."deleted_at_ms" IS NOT NULL;--> statement-breakpoint
ALTER TABLE `sweeps` ADD `paused` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `sweeps` ADD `raised_run_cap` integer;--> statement-breakpoint
CREATE INDEX `trials_configuration` ON `trials` (`configuration_id`);
--> statement-breakpoint
CREATE TRIGGER `trial_annotations_inserted_change` AFTER INSERT ON `trial_annotations`
BEGIN
	DELETE FROM `trial_changes` WHERE `trial_id` = NEW.`trial_id`;
	INSERT INTO `trial_changes` (`trial_id`) VALUES (NEW.`trial_id`);
END;
--> statement-breakpoint
CREATE TRIGGER `trial_annotations_updated_change` AFTER UPDATE ON `trial_annotations`
BEGIN
	DELETE FROM `trial_changes` WHERE `trial_id` = NEW.`trial_id`;
	INSERT INTO `trial_changes` (`trial_id`) VALUES (NEW.`trial_id`);
END;
