CREATE TABLE `configurations` (
	`id` integer PRIMARY KEY NOT NULL,
	`sweep_id` integer NOT NULL,
	`hash` text NOT NULL,
	`model` text NOT NULL,
	`parameters` text NOT NULL,
	`parameter_count` integer NOT NULL,
	`flops` integer NOT NULL,
	`layers` text NOT NULL,
	FOREIGN KEY (`sweep_id`) REFERENCES `sweeps`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `configurations_hash` ON `configurations` (`sweep_id`,`hash`);--> statement-breakpoint
CREATE TABLE `epochs` (
	`trial_id` integer NOT NULL,
	`attempt` integer NOT NULL,
	`epoch` integer NOT NULL,
	`loss` real,
	`accuracy` real,
	`val_loss` real,
	`val_accuracy` real,
	`duration_ms` real NOT NULL,
	PRIMARY KEY(`trial_id`, `attempt`, `epoch`),
	FOREIGN KEY (`trial_id`) REFERENCES `trials`(`id`) ON UPDATE no action ON DELETE cascade
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `labels` (
	`sweep_id` integer NOT NULL,
	`split` text NOT NULL,
	`classes` blob NOT NULL,
	PRIMARY KEY(`sweep_id`, `split`),
	FOREIGN KEY (`sweep_id`) REFERENCES `sweeps`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "labels_split" CHECK("labels"."split" IN ('validation', 'test'))
);
--> statement-breakpoint
CREATE TABLE `predictions` (
	`trial_id` integer NOT NULL,
	`split` text NOT NULL,
	`classes` blob NOT NULL,
	PRIMARY KEY(`trial_id`, `split`),
	FOREIGN KEY (`trial_id`) REFERENCES `trials`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "predictions_split" CHECK("predictions"."split" IN ('validation', 'test'))
);
--> statement-breakpoint
CREATE TABLE `sweeps` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`spec_text` text NOT NULL,
	`spec_json` text NOT NULL,
	`identity` text NOT NULL,
	`method` text NOT NULL,
	`metric_name` text NOT NULL,
	`metric_goal` text NOT NULL,
	`validation` text NOT NULL,
	`seed` integer NOT NULL,
	`replicates` integer NOT NULL,
	`engine` text NOT NULL,
	`dataset_name` text NOT NULL,
	`dataset_fingerprint` text NOT NULL,
	`dataset_synthetic` integer NOT NULL,
	`dataset` text NOT NULL,
	`machine` text NOT NULL,
	`state` text NOT NULL,
	`run_count` integer NOT NULL,
	`owner_pid` integer,
	`owner_host` text,
	`heartbeat_at_ms` integer,
	`created_at_ms` integer NOT NULL,
	`started_at_ms` integer NOT NULL,
	`ended_at_ms` integer,
	CONSTRAINT "sweeps_state" CHECK("sweeps"."state" IN ('running', 'completed', 'interrupted', 'failed')),
	CONSTRAINT "sweeps_metric_goal" CHECK("sweeps"."metric_goal" IN ('maximize', 'minimize')),
	CONSTRAINT "sweeps_owner" CHECK(("sweeps"."state" = 'running') = ("sweeps"."owner_pid" IS NOT NULL)),
	CONSTRAINT "sweeps_ended" CHECK(("sweeps"."state" = 'running') = ("sweeps"."ended_at_ms" IS NULL))
);
--> statement-breakpoint
CREATE INDEX `sweeps_identity` ON `sweeps` (`identity`);--> statement-breakpoint
CREATE INDEX `sweeps_name` ON `sweeps` (`name`);--> statement-breakpoint
CREATE TABLE `trials` (
	`id` integer PRIMARY KEY NOT NULL,
	`sweep_id` integer NOT NULL,
	`number` integer NOT NULL,
	`configuration_id` integer NOT NULL,
	`replicate` integer NOT NULL,
	`seed` integer NOT NULL,
	`state` text NOT NULL,
	`attempt` integer NOT NULL,
	`reason_code` text,
	`reason_message` text,
	`reason_hint` text,
	`worker` integer,
	`fingerprint` text,
	`started_at_ms` integer,
	`ended_at_ms` integer,
	`duration_ms` real,
	`epochs` integer NOT NULL,
	`loss` real,
	`accuracy` real,
	`val_loss` real,
	`val_accuracy` real,
	`test_loss` real,
	`test_accuracy` real,
	FOREIGN KEY (`sweep_id`) REFERENCES `sweeps`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`configuration_id`) REFERENCES `configurations`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "trials_states" CHECK("trials"."state" IN ('queued', 'running', 'completed', 'pruned', 'failed', 'cancelled')),
	CONSTRAINT "trials_ended" CHECK(("trials"."state" IN ('completed', 'pruned', 'failed', 'cancelled')) = ("trials"."ended_at_ms" IS NOT NULL)),
	CONSTRAINT "trials_counts" CHECK("trials"."number" >= 1 AND "trials"."attempt" >= 1 AND "trials"."epochs" >= 0)
);
--> statement-breakpoint
CREATE INDEX `trials_state` ON `trials` (`sweep_id`,`state`);--> statement-breakpoint
CREATE UNIQUE INDEX `trials_number` ON `trials` (`sweep_id`,`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `trials_cell` ON `trials` (`sweep_id`,`configuration_id`,`replicate`);--> statement-breakpoint
CREATE TABLE `weights` (
	`trial_id` integer PRIMARY KEY NOT NULL,
	`tensors` text NOT NULL,
	`data` blob NOT NULL,
	FOREIGN KEY (`trial_id`) REFERENCES `trials`(`id`) ON UPDATE no action ON DELETE cascade
);
