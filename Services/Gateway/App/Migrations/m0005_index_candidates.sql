CREATE INDEX applications_by_candidate ON applications (candidate_id, number);
