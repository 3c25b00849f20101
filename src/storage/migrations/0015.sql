-- Who follows the account of a platform that tells (Zalo OA): what it broadcasts reaches them.
alter table subscribers add column follows boolean not null default false;

-- As before; of those nothing is taken for alone, `article` are who follow.
create or replace function count_audience(which uuid, windowed text[], free_since timestamptz, billed_since timestamptz)
returns table (channel text, class text, persons bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  with reached as (
    select t.*, case when t.channel <> all(windowed) or t.heard_at >= free_since then 'free'
      when split_part(t.fallback, ':', 1) <> all(windowed) then 'fallback'
      when t.heard_at >= billed_since then 'billed'
      when p.phone like '+84%' then 'template'
      when s.follows then 'article' else 'closed' end as class
    from advisory_audience(which) t left join persons p on p.id = t.person left join subscribers s on s.urn = t.urn
    where staff_tells() and staff_knows(which)
  )
  select case class when 'fallback' then split_part(fallback, ':', 1) else reached.channel end,
    case class when 'fallback' then 'free' else class end, shown(count(*))
  from reached group by 1, 2 order by 1, 2
$$;
