-- Until now a crate was put back without a word to the withdrawal that it was out with. Crates that no longer are out, or
-- that a later withdrawal has taken out again, have come back from the earlier one.
UPDATE archive_request_crates AS link
   SET returned_at = crate.updated_at
  FROM archive_requests AS request, crates AS crate
 WHERE request.id = link.request_id AND crate.id = link.crate_id
   AND request.kind = 'withdrawal' AND request.status = 'approved' AND link.returned_at IS NULL
   AND (crate.status <> 'withdrawn' OR EXISTS (
         SELECT FROM archive_request_crates AS other JOIN archive_requests AS later ON later.id = other.request_id
          WHERE other.crate_id = link.crate_id AND later.kind = 'withdrawal' AND later.status = 'approved'
            AND (later.released_at, later.id) > (request.released_at, request.id)));

-- Nobody has written down who brought the last one.
UPDATE archive_requests AS request
   SET status = 'completed', version = version + 1,
       decided_at = (SELECT max(returned_at) FROM archive_request_crates WHERE request_id = request.id)
 WHERE kind = 'withdrawal' AND status = 'approved'
   AND NOT EXISTS (SELECT FROM archive_request_crates WHERE request_id = request.id AND returned_at IS NULL);

-- Search for requests by what their crates were called. As before: slow without the extension, and right all the same.
DO $$
BEGIN
    CREATE INDEX IF NOT EXISTS archive_request_crates_words ON archive_request_crates USING gin (label gin_trgm_ops);
EXCEPTION WHEN OTHERS THEN
    RAISE NOTICE 'no trigram index: %', SQLERRM;
END
$$;
