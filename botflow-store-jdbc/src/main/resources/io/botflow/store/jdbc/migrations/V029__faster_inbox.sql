-- Turns that became visible after a snapshot, as before, at a hundredth of the cost: a row's transaction
-- is told from the snapshot's by its distance to one fixed transaction, a number, where full_xid went by
-- texts. full_xid goes once no server uses it.
create or replace function turns_after(seen pg_snapshot, since timestamptz)
returns table (org_id uuid, conversation_id uuid, id uuid, number bigint, input smallint,
  created_at timestamptz)
language sql stable security definer set search_path = ${schema}, pg_temp
set enable_bitmapscan = on set plan_cache_mode = force_custom_plan as $$
  with now as materialized (
    select pg_snapshot_xmax(s)::text::bigint + age(pg_snapshot_xmax(s)::xid) as number
    from pg_current_snapshot() as s),
  began as materialized (
    select now.number - pg_snapshot_xmax(seen)::text::bigint as distance from now),
  worked as materialized (
    select array(select now.number - x::text::bigint from now, pg_snapshot_xip(seen) as x) as distances)
  select t.org_id, t.conversation_id, t.id, t.number, t.input, t.created_at
  from turns t
  where t.created_at >= since
    and (age(t.xmin) <= (select distance from began)
      or age(t.xmin) = any((select distances from worked)::bigint[]))
$$;

-- What is not yet in the summary of turns_created is read at each look: it may not be much, however large
-- the month is.
do $$
declare
  part record;
begin
  for part in select inhrelid::regclass as name from pg_inherits
    where inhparent = to_regclass('${schema}.turns')
  loop
    execute format('alter table %s set (autovacuum_vacuum_insert_scale_factor = 0,
      autovacuum_vacuum_insert_threshold = 20000)', part.name);
  end loop;
end $$;

create or replace function make_partitions(months integer) returns integer language plpgsql
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
        elsif history = 'turns' then
          execute format('alter table %I set (autovacuum_vacuum_insert_scale_factor = 0,
            autovacuum_vacuum_insert_threshold = 20000)', part);
        end if;
        made := made + 1;
      end if;
    end loop;
  end loop;
  return made;
end $$;
