CREATE TABLE `states` (
	`trial_id` integer PRIMARY KEY NOT NULL,
	`attempt` integer NOT NULL,
	`step` integer NOT NULL,
	`bytes` integer NOT NULL,
	`content` blob NOT NULL,
	FOREIGN KEY (`trial_id`) REFERENCES `trials`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `states_bytes` ON `states` (`bytes`);--> statement-breakpoint
ALTER TABLE `trials` ADD `resumed_from` integer;