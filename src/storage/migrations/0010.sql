-- How many came by a link, began a declaration and sent one; of campaigns of one's own area alone.
create function campaign_funnels(codes text[]) returns table (code text, came bigint, began bigint, sent bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.code, shown(count(v.visitor)), shown(count(v.started_at)), shown(count(v.completed_at))
  from campaigns c left join campaign_visits v on v.code = c.code
  where c.code = any(codes) and staff_covers(c.area_path)
  group by c.code
$$;
