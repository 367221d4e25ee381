"""Values as people type them into a setting: times of day, weekdays, zones, languages."""
