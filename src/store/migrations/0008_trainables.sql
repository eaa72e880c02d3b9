CREATE TABLE `metrics` (
	`id` integer PRIMARY KEY NOT NULL,
	`sweep_id` integer NOT NULL,
	`name` text NOT NULL,
	FOREIGN KEY (`sweep_id`) REFERENCES `sweeps`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `metrics_name` ON `metrics` (`sweep_id`,`name`);
--> statement-breakpoint
CREATE TABLE `steps` (
	`trial_id` integer NOT NULL,
	`attempt` integer NOT NULL,
	`step` integer NOT NULL,
	`duration_ms` real NOT NULL,
	PRIMARY KEY(`trial_id`, `attempt`, `step`),
	FOREIGN KEY (`trial_id`) REFERENCES `trials`(`id`) ON UPDATE no action ON DELETE cascade
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `history` (
	`trial_id` integer NOT NULL,
	`attempt` integer NOT NULL,
	`metric_id` integer NOT NULL,
	`step` integer NOT NULL,
	`value` real,
	PRIMARY KEY(`trial_id`, `attempt`, `metric_id`, `step`),
	FOREIGN KEY (`trial_id`) REFERENCES `trials`(`id`) ON UPDATE no action ON DELETE cascade
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `metrics` (`sweep_id`, `name`)
SELECT `sweeps`.`id`, `names`.`value` FROM `sweeps`, json_each('["loss","accuracy","val_loss","val_accuracy","test_loss","test_accuracy","latencyMs"]') AS `names`
ORDER BY `sweeps`.`id`, `names`.`key`;
--> statement-breakpoint
INSERT INTO `steps` SELECT `trial_id`, `attempt`, `epoch`, `duration_ms` FROM `epochs` ORDER BY 1, 2, 3;
--> statement-breakpoint
INSERT INTO `history` (`trial_id`, `attempt`, `metric_id`, `step`, `value`)
SELECT `epochs`.`trial_id`, `epochs`.`attempt`, `metrics`.`id`, `epochs`.`epoch`,
	CASE `metrics`.`name` WHEN 'loss' THEN `epochs`.`loss` WHEN 'accuracy' THEN `epochs`.`accuracy` WHEN 'val_loss' THEN `epochs`.`val_loss` ELSE `epochs`.`val_accuracy` END
FROM `epochs`
JOIN `trials` ON `trials`.`id` = `epochs`.`trial_id`
JOIN `metrics` ON `metrics`.`sweep_id` = `trials`.`sweep_id` AND `metrics`.`name` IN ('loss', 'accuracy', 'val_loss', 'val_accuracy')
ORDER BY `epochs`.`trial_id`, `epochs`.`attempt`, `metrics`.`id`, `epochs`.`epoch`;
--> statement-breakpoint
DROP TABLE `epochs`;
--> statement-breakpoint
DROP TRIGGER `trials_completed_is_final`;
--> statement-breakpoint
DROP TRIGGER `trials_failed_is_final`;
--> statement-breakpoint
ALTER TABLE `trials` RENAME COLUMN `epochs` TO `steps`;
--> statement-breakpoint
ALTER TABLE `trials` ADD `last_step` integer;
--> statement-breakpoint
ALTER TABLE `trials` ADD `metrics` text DEFAULT '{}' NOT NULL;
--> statement-breakpoint
-- json_number writes a number with all its digits, which SQLite's own functions do not.
UPDATE `trials` SET
	`last_step` = (SELECT max(`steps`.`step`) FROM `steps` WHERE `steps`.`trial_id` = `trials`.`id` AND `steps`.`attempt` = `trials`.`attempt`),
	`metrics` = '{' || trim(
		iif(`steps` > 0, '"loss":' || json_number(`loss`) || ',"accuracy":' || json_number(`accuracy`) || ',"val_loss":' || json_number(`val_loss`) || ',"val_accuracy":' || json_number(`val_accuracy`), '')
		|| iif(`state` = 'completed', ',"test_loss":' || json_number(`test_loss`) || ',"test_accuracy":' || json_number(`test_accuracy`), '')
		|| iif(`latency_ms` IS NULL, '', ',"latencyMs":' || json_number(`latency_ms`)),
		',') || '}';
--> statement-breakpoint
ALTER TABLE `trials` DROP COLUMN `loss`;--> statement-breakpoint
ALTER TABLE `trials` DROP COLUMN `accuracy`;--> statement-breakpoint
ALTER TABLE `trials` DROP COLUMN `val_loss`;--> statement-breakpoint
ALTER TABLE `trials` DROP COLUMN `val_accuracy`;--> statement-breakpoint
ALTER TABLE `trials` DROP COLUMN `test_loss`;--> statement-breakpoint
ALTER TABLE `trials` DROP COLUMN `test_accuracy`;--> statement-breakpoint
ALTER TABLE `trials` DROP COLUMN `latency_ms`;
--> statement-breakpoint
CREATE TRIGGER `trials_completed_is_final` BEFORE UPDATE ON `trials`
WHEN OLD.`state` IN ('completed', 'pruned')
BEGIN
	SELECT RAISE(ABORT, 'an ended trial never changes');
END;
--> statement-breakpoint
CREATE TRIGGER `trials_failed_is_final` BEFORE UPDATE ON `trials`
WHEN OLD.`state` IN ('failed', 'cancelled') AND (NEW.`state` <> 'queued' OR NEW.`attempt` <= OLD.`attempt`)
BEGIN
	SELECT RAISE(ABORT, 'an ended trial only changes by another attempt');
END;
--> statement-breakpoint
ALTER TABLE `configurations` ADD `facts` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `configurations` ADD `details` text;--> statement-breakpoint
UPDATE `configurations` SET
	`facts` = '{"parameterCount":' || `parameter_count` || ',"flops":' || `flops` || ifnull(',"plannedSteps":' || json_extract(`parameters`, '$.epochs'), '') || '}',
	`details` = '{"layers":' || `layers` || '}',
	`parameters` = '{"model":' || json_quote(`model`) || iif(`parameters` = '{}', '', ',') || substr(`parameters`, 2);
--> statement-breakpoint
ALTER TABLE `configurations` DROP COLUMN `model`;--> statement-breakpoint
ALTER TABLE `configurations` DROP COLUMN `parameter_count`;--> statement-breakpoint
ALTER TABLE `configurations` DROP COLUMN `flops`;--> statement-breakpoint
ALTER TABLE `configurations` DROP COLUMN `layers`;
--> statement-breakpoint
ALTER TABLE `sweeps` ADD `trainable` text DEFAULT 'network' NOT NULL;--> statement-breakpoint
ALTER TABLE `sweeps` ADD `shared` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
UPDATE `sweeps` SET `shared` = '{"engine":' || json_quote(`engine`) || ',"dataset":' || `dataset` || ',"validation":' || `validation` || '}';
--> statement-breakpoint
ALTER TABLE `sweeps` DROP COLUMN `engine`;--> statement-breakpoint
ALTER TABLE `sweeps` DROP COLUMN `validation`;--> statement-breakpoint
ALTER TABLE `sweeps` DROP COLUMN `dataset_name`;--> statement-breakpoint
ALTER TABLE `sweeps` DROP COLUMN `dataset_fingerprint`;--> statement-breakpoint
ALTER TABLE `sweeps` DROP COLUMN `dataset_synthetic`;--> statement-breakpoint
ALTER TABLE `sweeps` DROP COLUMN `dataset`;
