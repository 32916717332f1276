-- Who may see what. A transaction names its tenants first (set_config 'botflow.tenants'); whoever names
-- none sees none. No role that serves owns a table or may pass over these rules, and they bind the owner
-- as well.

-- The tenants of this transaction. After a local setting ends it reads as empty, not as null.
create function tenants() returns uuid[] language sql stable parallel safe as
$$ select nullif(pg_catalog.current_setting('botflow.tenants', true), '')::uuid[] $$;

-- Makes a table a tenant's: for migrations only.
create procedure tenant_table(name regclass, tenant text default 'org_id') language plpgsql as $$
begin
  execute format('alter table %s enable row level security', name);
  execute format('alter table %s force row level security', name);
  -- Not "= any (...)": the planner would look each tenant up in every index that begins with org_id.
  execute format(
    'create policy tenant on %s for all to ${ingest}, ${worker}, ${api}, ${report}
       using (array_position((select ${schema}.tenants()), %I) is not null)
       with check (array_position((select ${schema}.tenants()), %I) is not null)',
    name, tenant, tenant);
end $$;

-- Makes a tenant's table one that workers look through over all tenants: it has no content.
create procedure work_table(name regclass) language plpgsql as $$
begin
  call tenant_table(name);
  execute format(
    'create policy work on %s for all to ${worker} using (true) with check (true)', name);
end $$;

revoke all on procedure tenant_table, work_table from public;

call tenant_table('organizations', 'id');
call tenant_table('channels');
call tenant_table('whatsapp_accounts');
call tenant_table('bots');
call tenant_table('bot_workflows');
call tenant_table('workflow_versions');
call tenant_table('workflow_publications');
call tenant_table('contacts');
call tenant_table('conversations');
call tenant_table('conversation_context');
call tenant_table('messages');
call tenant_table('deliveries');
call tenant_table('turns');
call tenant_table('inbox');
call tenant_table('inbox_dead');
call tenant_table('turn_steps');
call tenant_table('send_attempts');
call tenant_table('channel_events');
call work_table('org_schedule');
call work_table('inbound_keys');
call work_table('parked_statuses');
call work_table('queue');
call work_table('timers');
call work_table('outbox');
call work_table('channel_pauses');
call work_table('channel_paces');

-- A webhook and a worker must learn the tenant of an account before they can name it.
call tenant_table('channel_routes');
create policy route on channel_routes for select to ${ingest}, ${worker}, ${api} using (true);

grant usage on schema ${schema} to ${ingest}, ${worker}, ${api}, ${report};

grant select on system_epoch to ${ingest}, ${worker}, ${api}, ${report};
grant update on system_epoch to ${worker};
grant select, update on heartbeat to ${worker};
grant usage on sequence inputs to ${ingest}, ${worker}, ${api};
grant usage on sequence fences to ${ingest}, ${worker};

grant select on channel_routes, whatsapp_accounts to ${ingest}, ${worker};
grant select, insert on organizations, channels, bots to ${ingest};
grant select, insert, update on contacts, conversations, messages, deliveries to ${ingest};
grant select, update on turns to ${ingest};
grant select, insert, update, delete on inbox, inbox_dead, queue, timers to ${ingest};
grant select, delete on outbox to ${ingest};
grant select, insert on inbound_keys, parked_statuses, channel_events to ${ingest};

grant select on organizations, channels, bots, bot_workflows, workflow_versions,
  workflow_publications, org_schedule to ${worker};
grant select, insert, update on contacts, conversations, conversation_context, messages, deliveries,
  turns to ${worker};
grant select, insert, update, delete on inbox, inbox_dead, queue, timers, outbox, turn_steps,
  channel_pauses, channel_paces to ${worker};
grant select, insert on send_attempts, channel_events to ${worker};
grant select, delete on parked_statuses to ${worker};

grant select, insert, update, delete on organizations, org_schedule, channels, whatsapp_accounts, bots,
  channel_routes, bot_workflows, workflow_versions, workflow_publications, contacts, conversations,
  conversation_context, inbox, inbox_dead, queue, timers, channel_paces to ${api};
grant select on messages, deliveries, turns, outbox, send_attempts, channel_events, channel_pauses
  to ${api};

grant select on organizations, org_schedule, channels, bots, bot_workflows, workflow_versions,
  workflow_publications, contacts, conversations, messages, deliveries, turns, send_attempts,
  channel_events, inbox_dead to ${report};
