-- Secrets of web chats are kept sealed, as those of WhatsApp accounts (V019).
create policy identity on webchat_channels to ${identity} using (true) with check (true);
grant select (org_id, id, secret), update (secret) on webchat_channels to ${identity};

-- A zone as the server knows it, or UTC where the database has not heard of it.
create function known_zone(zone text) returns text language plpgsql stable as $$
begin
  perform now() at time zone zone;
  return zone;
exception when invalid_parameter_value then
  return 'UTC';
end $$;

-- Days of figures begin where the organisation is: in the zone of its business hours.
create policy upkeep on desks for select to ${owner} using (true);
create function deliveries_since(first date)
returns table (org_id uuid, day date, bot_id uuid, channel_id uuid, category text, sent bigint,
  delivered bigint, read bigint, failed bigint)
language sql stable security definer set search_path = ${schema}, pg_temp
set plan_cache_mode = force_custom_plan as $$
  with zones as materialized (
    select z.zone, known_zone(z.zone) as known from (select distinct k.zone from desks k) z)
  select * from (
    select d.org_id,
      -- The first 48 bits of an id are its milliseconds.
      (to_timestamp(('x' || translate(left(d.id::text, 13), '-', ''))::bit(48)::bigint / 1000.0)
        at time zone coalesce(z.known, 'UTC'))::date as day,
      c.bot_id, d.channel_id, coalesce(d.category, ''),
      count(*) filter (where d.status <> 2), count(*) filter (where d.status in (3, 4, 5)),
      count(*) filter (where d.status in (4, 5)), count(*) filter (where d.status = 2)
    from deliveries d
    join conversations c on c.id = d.conversation_id and c.org_id = d.org_id
    left join desks k on k.org_id = d.org_id
    left join zones z on z.zone = k.zone
    -- Days begin at most 14 hours before those of UTC.
    where d.id >= first_id(first::timestamp at time zone 'UTC' - interval '14 hours')
    group by 1, 2, 3, 4, 5) days
  where days.day >= first
$$;
revoke all on function deliveries_since from public;
grant execute on function deliveries_since to ${worker};
