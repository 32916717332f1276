-- A message that a channel took and gives back later waits again in its place, once for each of the
-- channel's names for it, until it is decided what becomes of it.
alter table deliveries
  add column number bigint,               -- its place among the conversation's messages
  add column attempt integer,             -- by which the channel took it
  add column spent_external_ids text[];   -- names under which it was taken in vain

alter table outbox
  add column returned boolean not null default false,   -- it was taken in vain before
  add column returned_code text,                        -- why, while nothing is decided about that
  add column returned_detail text,
  add column returned_at timestamptz;                   -- by the channel's clock

alter table parked_statuses
  add column returned boolean not null default false;

grant insert, update on outbox to ${ingest};
