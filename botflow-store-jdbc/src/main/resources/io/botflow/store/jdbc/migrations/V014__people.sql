-- Who people are and how they prove it. One role alone reads these tables, and it reads hardly anything
-- else: a mistake in what serves bots and conversations cannot show a password's hash.

-- Makes a table a matter of people, who belong to no tenant: for migrations only.
create procedure people_table(name regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', name);
  execute format('alter table %s force row level security', name);
  execute format(
    'create policy identity on %s for all to ${identity} using (true) with check (true)', name);
end $$;
revoke all on procedure people_table from public;

-- Made when an address is proved, so whoever is here owned it then.
create table users (
  id uuid primary key,
  email text not null unique check (email = lower(email)),
  name text not null,
  language text not null,
  password_hash text not null,
  -- Sealed; counts once it is confirmed. A code is taken once: the last step that was.
  totp_secret text,
  totp_since timestamptz,
  totp_step bigint not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

-- Who says that an address is theirs. Each link proves its own sign-up with its own password, so that
-- nobody can have another's address confirmed for a password of theirs.
create table signups (
  token_hash bytea primary key,
  email text not null,
  name text not null,
  language text not null,
  password_hash text not null,
  expires_at timestamptz not null
);
create index on signups (expires_at);

-- Links in mails, each good once.
create table mail_tokens (
  token_hash bytea primary key,
  user_id uuid not null references users (id) on delete cascade,
  purpose text not null check (purpose in ('reset', 'email')),
  email text not null,
  expires_at timestamptz not null
);
create index on mail_tokens (user_id);
create index on mail_tokens (expires_at);

create table user_sessions (
  id uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  org_id uuid,
  created_at timestamptz not null default now(),
  used_at timestamptz not null default now(),
  expires_at timestamptz not null,
  address text not null,
  program text not null
);
create index on user_sessions (user_id);

-- Used ones are kept as long as the session: one that comes again was stolen.
create table refresh_tokens (
  token_hash bytea primary key,
  session_id uuid not null references user_sessions (id) on delete cascade,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index on refresh_tokens (session_id);

create table recovery_codes (
  user_id uuid not null references users (id) on delete cascade,
  code_hash bytea not null,
  primary key (user_id, code_hash)
);

-- Failed proofs of who somebody is; the subject is a hash of the account, the address or both.
create table login_failures (
  subject bytea primary key,
  failures integer not null,
  until timestamptz not null
);
create index on login_failures (until);

-- What happened to accounts; who is unknown has no id.
create table account_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  user_id uuid,
  event text not null,
  address text not null,
  program text not null
);
create index on account_log (user_id, id);

-- What was answered to a request with an Idempotency-Key; the caller is a user or an API key.
create table idempotency_keys (
  caller uuid not null,
  key text not null,
  request_hash bytea not null,
  created_at timestamptz not null default now(),
  status integer,
  -- Sealed: answers may hold what is shown once.
  answer text,
  primary key (caller, key)
);
create index on idempotency_keys (created_at);

call people_table('users');
call people_table('signups');
call people_table('mail_tokens');
call people_table('user_sessions');
call people_table('refresh_tokens');
call people_table('recovery_codes');
call people_table('login_failures');
call people_table('account_log');
call people_table('idempotency_keys');

grant usage on schema ${schema} to ${identity};
grant select, insert, update on users to ${identity};
grant select, insert, delete on signups, mail_tokens, recovery_codes to ${identity};
grant select, insert, update, delete on user_sessions, refresh_tokens, login_failures, idempotency_keys
  to ${identity};
grant select, insert on account_log to ${identity};

-- Logs grow and never change, not even by the owner's hand.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete on account_log
  for each row execute function refuse_change();
create trigger append_only_whole before truncate on account_log
  for each statement execute function refuse_change();
