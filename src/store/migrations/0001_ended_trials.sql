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
