-- Partitions of history by month, and their end. Run by workers through functions of the owner, since a
-- table's parts belong to its owner; the functions take nothing from outside into a statement.

-- How long history is kept, by table; null for ever. The operator's policy for the whole database; what an
-- organisation wants kept shorter is deleted row by row.
create table retention (
  history text primary key,
  keep interval
);
insert into retention (history, keep) values
  ('messages', null), ('deliveries', null), ('turns', null), ('channel_events', interval '6 months');
grant select on retention to ${worker}, ${api};

-- The smallest id of a moment: its milliseconds in the first 48 bits.
create function first_id(moment timestamptz) returns uuid language sql immutable parallel safe as
$$ select (lpad(to_hex((extract(epoch from moment) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid $$;

-- What does not fit in any month that exists waits here until its month is made.
create table messages_rest partition of messages default;
create table deliveries_rest partition of deliveries default;
create table turns_rest partition of turns default;
create table channel_events_rest partition of channel_events default;

-- Makes the partitions of this month and the months to come; returns how many it made.
create function make_partitions(months integer) returns integer language plpgsql
  security definer set search_path = ${schema}, pg_temp set lock_timeout = '2s' as $$
declare
  history text;
  part text;
  month timestamptz;
  low uuid;
  high uuid;
  made integer := 0;
begin
  if not pg_try_advisory_xact_lock(7, 1) then
    return 0;
  end if;
  foreach history in array array['messages', 'deliveries', 'turns', 'channel_events'] loop
    for ahead in 0 .. least(months, 24) loop
      month := (date_trunc('month', now() at time zone 'UTC')
        + make_interval(months => ahead)) at time zone 'UTC';
      part := history || to_char(month at time zone 'UTC', '_YYYYMM');
      if to_regclass('${schema}.' || part) is null then
        low := first_id(month);
        high := first_id((month at time zone 'UTC' + interval '1 month') at time zone 'UTC');
        execute format('create table %I (like %I including defaults including constraints)',
          part, history);
        execute format('alter table %I add constraint in_month check (id >= %L and id < %L)',
          part, low, high);
        execute format('with moved as (delete from %I where id >= %L and id < %L returning *)
          insert into %I select * from moved', history || '_rest', low, high, part);
        execute format('alter table %I attach partition %I for values from (%L) to (%L)',
          history, part, low, high);
        execute format('alter table %I drop constraint in_month', part);
        if history = 'deliveries' then
          execute format('alter table %I set (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02,
            autovacuum_vacuum_cost_delay = 1)', part);
        end if;
        made := made + 1;
      end if;
    end loop;
  end loop;
  return made;
end $$;

-- Drops the months whose time is over; returns their names.
create function drop_expired_partitions() returns setof text language plpgsql
  security definer set search_path = ${schema}, pg_temp set lock_timeout = '2s' as $$
declare
  part record;
begin
  if not pg_try_advisory_xact_lock(7, 2) then
    return;
  end if;
  for part in
    select r.history, c.relname
    from retention r
    join pg_inherits i on i.inhparent = to_regclass('${schema}.' || r.history)
    join pg_class c on c.oid = i.inhrelid
    where r.keep is not null and c.relname ~ ('^' || r.history || '_[0-9]{6}$')
      and to_date(right(c.relname, 6), 'YYYYMM') + interval '1 month'
        < (now() at time zone 'UTC') - r.keep
  loop
    execute format('alter table %I detach partition %I', part.history, part.relname);
    execute format('drop table %I', part.relname);
    return next part.relname;
  end loop;
end $$;

-- Rows that are of no more use, at most so many of each kind: keys that no channel repeats any more
-- (Meta repeats for 7 days), statuses that nobody claimed within a day, evidence of failed attempts.
create policy upkeep on send_attempts to ${owner} using (true);
create policy upkeep on inbound_keys to ${owner} using (true);
create policy upkeep on parked_statuses to ${owner} using (true);

create function delete_expired(most integer) returns integer language plpgsql
  security definer set search_path = ${schema}, pg_temp as $$
declare
  deleted integer;
  one integer;
begin
  delete from inbound_keys where ctid = any(array(select ctid from inbound_keys
    where received_at < now() - interval '8 days' limit most));
  get diagnostics deleted = row_count;
  delete from parked_statuses where ctid = any(array(select ctid from parked_statuses
    where received_at < now() - interval '1 day' limit most));
  get diagnostics one = row_count;
  deleted := deleted + one;
  delete from send_attempts where ctid = any(array(select ctid from send_attempts
    where ended_at < now() - interval '90 days' limit most));
  get diagnostics one = row_count;
  return deleted + one;
end $$;

revoke all on function make_partitions, drop_expired_partitions, delete_expired from public;
grant execute on function make_partitions, drop_expired_partitions, delete_expired to ${worker};

select make_partitions(2);
