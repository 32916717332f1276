-- Where the database offers pgvector from 0.8 on (its scans go on until they have found enough rows
-- of the organisation), what passages mean is kept there as well and found by an index. Looked at
-- with every start, since the extension may come later than the tables. Knowledge is found without
-- it too: nothing that goes wrong here keeps a server from its start.
do $$
declare
  least constant integer[] := '{0,8}';
  home regnamespace;
  numbers integer;
begin
  perform pg_advisory_xact_lock(hashtext('${schema}'), hashtext('pgvector'));
  if to_regclass('${schema}.knowledge_places') is not null then
    return;
  end if;
  if not exists (select from pg_extension where extname = 'vector') then
    -- Of a version such as 0.8.0-dev the numbers.
    if not exists (
      select from pg_available_extensions where name = 'vector'
        and string_to_array(substring(default_version from '^[0-9.]*[0-9]'), '.')::int[] >= least) then
      return;
    end if;
    begin
      create extension vector schema ${schema};
    exception when insufficient_privilege or feature_not_supported or undefined_file then
      -- Not for this owner, not allowed by who runs the database, or listed without its library.
      raise notice 'The owner of the tables cannot create the extension vector: %', sqlerrm;
      return;
    end;
  end if;
  select extnamespace into home from pg_extension
  where extname = 'vector'
    and string_to_array(substring(extversion from '^[0-9.]*[0-9]'), '.')::int[] >= least;
  if home is null then
    return;
  end if;
  if not has_schema_privilege(home, 'usage')
    or not has_schema_privilege('${worker}'::regrole, home, 'usage') then
    raise notice 'The extension vector is in a schema that not all of the roles may use: %', home;
    return;
  end if;
  perform set_config('search_path', '${schema},' || home::text, true);

  -- Passages by the first 64 bits of their text's SHA-256.
  create table knowledge_places (
    org_id uuid not null references organizations (id) on delete cascade,
    model text not null,
    passage bigint not null,
    numbers integer not null,          -- how many the vector has
    place vector not null,             -- the mean of the heading's and the text's
    primary key (org_id, model, passage)
  );
  -- An index wants to know how many numbers there are: what usual models give. Vectors of others
  -- are all looked at.
  foreach numbers in array '{256,384,512,768,1024,1536}'::int[] loop
    execute format(
      'create index knowledge_places_%s on knowledge_places
         using hnsw ((place::vector(%s)) vector_ip_ops) where numbers = %s',
      numbers, numbers, numbers);
  end loop;
  call tenant_table('knowledge_places');
  grant select, insert, delete on knowledge_places to ${worker};
  -- What was embedded before goes there too; whose work is lent to a server that does not know the
  -- table is done once more. The owner is bound by the tenants' rules as well.
  alter table knowledge_work no force row level security;
  insert into knowledge_work (org_id, id) select id, id from organizations
  on conflict (org_id, id) do update
    set due_at = now(), lent_until = '-infinity', attempts = knowledge_work.attempts + 1;
  alter table knowledge_work force row level security;
exception when others then
  raise warning 'Knowledge is searched without pgvector until the next start: % (%)', sqlerrm, sqlstate;
end $$;
