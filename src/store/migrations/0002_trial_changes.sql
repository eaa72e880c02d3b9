CREATE TABLE `trial_changes` (
	`change` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`trial_id` integer NOT NULL,
	FOREIGN KEY (`trial_id`) REFERENCES `trials`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `trial_changes_trial_id_unique` ON `trial_changes` (`trial_id`);--> statement-breakpoint
INSERT INTO `trial_changes` (`trial_id`) SELECT `id` FROM `trials` ORDER BY `id`;
--> statement-breakpoint
CREATE TRIGGER `trials_inserted_change` AFTER INSERT ON `trials`
BEGIN
	INSERT INTO `trial_changes` (`trial_id`) VALUES (NEW.`id`);
END;
--> statement-breakpoint
CREATE TRIGGER `trials_updated_change` AFTER UPDATE ON `trials`
BEGIN
	INSERT OR REPLACE INTO `trial_changes` (`trial_id`) VALUES (NEW.`id`);
END;
