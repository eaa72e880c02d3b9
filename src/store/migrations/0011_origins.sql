CREATE TABLE `__new_states` (
	`trial_id` integer NOT NULL,
	`attempt` integer NOT NULL,
	`step` integer NOT NULL,
	`course` text,
	`bytes` integer NOT NULL,
	`content` blob NOT NULL,
	PRIMARY KEY(`trial_id`, `step`),
	FOREIGN KEY (`trial_id`) REFERENCES `trials`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
INSERT INTO `__new_states`(`trial_id`, `attempt`, `step`, `bytes`, `content`) SELECT `trial_id`, `attempt`, `step`, `bytes`, `content` FROM `states`;--> statement-breakpoint
DROP TABLE `states`;--> statement-breakpoint
ALTER TABLE `__new_states` RENAME TO `states`;--> statement-breakpoint
CREATE INDEX `states_bytes` ON `states` (`bytes`);--> statement-breakpoint
CREATE INDEX `states_course` ON `states` (`course`,`step`);--> statement-breakpoint
ALTER TABLE `steps` ADD `digest` text;--> statement-breakpoint
ALTER TABLE `trials` ADD `origin` text;--> statement-breakpoint
DROP TRIGGER `trials_completed_is_final`;--> statement-breakpoint
DROP TRIGGER `trials_failed_is_final`;--> statement-breakpoint
CREATE TRIGGER `trials_completed_is_final` BEFORE UPDATE ON `trials`
WHEN OLD.`state` = 'completed'
BEGIN
	SELECT RAISE(ABORT, 'an ended trial never changes');
END;
--> statement-breakpoint
CREATE TRIGGER `trials_failed_is_final` BEFORE UPDATE ON `trials`
WHEN OLD.`state` IN ('failed', 'cancelled', 'pruned') AND (NEW.`state` <> 'queued' OR NEW.`attempt` <= OLD.`attempt`)
BEGIN
	SELECT RAISE(ABORT, 'an ended trial only changes by another attempt');
END;
