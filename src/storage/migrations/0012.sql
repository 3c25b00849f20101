-- Advisories are tried on oneself, and what becomes of those Zalo takes no plain message for is chosen.

-- One for each of their channels; test messages go there and nowhere else.
create table staff_chats (
  staff uuid not null references staff on delete cascade,
  channel text not null,
  urn text not null unique,
  bound_at timestamptz not null,
  primary key (staff, channel)
);

-- The word somebody sends from their chat to show that it is theirs: one at a time, good once and for minutes.
create table staff_words (
  staff uuid primary key references staff on delete cascade,
  -- SHA-256 (hex).
  word text not null unique,
  expires_at timestamptz not null
);

-- The approved template for those Zalo takes no plain message for any more: `{"id", "name", "price", "data"}`; null: they are left out.
alter table advisories add column template jsonb;

-- As before; of those whose window is closed, `template` are who can be written to with an approved template: their telephone
-- number is known, and Vietnamese.
create or replace function count_audience(which uuid, windowed text[], free_since timestamptz, billed_since timestamptz)
returns table (channel text, class text, persons bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  with reached as (
    select t.*, case when t.channel <> all(windowed) or t.heard_at >= free_since then 'free'
      when split_part(t.fallback, ':', 1) <> all(windowed) then 'fallback'
      when t.heard_at >= billed_since then 'billed'
      when p.phone like '+84%' then 'template' else 'closed' end as class
    from advisory_audience(which) t left join persons p on p.id = t.person where staff_tells() and staff_knows(which)
  )
  select case class when 'fallback' then split_part(fallback, ':', 1) else reached.channel end,
    case class when 'fallback' then 'free' else class end, shown(count(*))
  from reached group by 1, 2 order by 1, 2
$$;

-- The article the account broadcasts to its followers, once: `{"title", "author", "cover", "description"}`; null: none.
alter table advisories add column article jsonb;

-- What became of it; written by the program alone.
create table advisory_articles (
  advisory uuid primary key references advisories,
  -- waiting, creating (asked, the answer not written), made (Zalo works on it), ready, broadcasting (asked, the answer not
  -- written), sent; unknown: nobody knows whether Zalo took it, never repeated; failed; expired; cancelled
  state text not null default 'waiting' check (state in
    ('waiting', 'creating', 'made', 'ready', 'broadcasting', 'sent', 'unknown', 'failed', 'expired', 'cancelled')),
  reason text,
  token text,
  article text,
  -- Not before.
  due_at timestamptz not null default '-infinity',
  asked_at timestamptz
);
alter table advisory_articles enable row level security;

create function advisory_article(which uuid) returns table (state text, reason text)
language sql stable security definer set search_path = public, pg_temp as $$
  select state, reason from advisory_articles where advisory = which and staff_knows(which)
$$;
