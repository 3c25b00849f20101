/** What a page says, without its marks: every text, and every label that is read out. */
export function textsOf(page: string): string[] {
  const body = page.replace(/<(script|style)[^>]*>[^]*?<\/\1>/g, '');
  const said = [...body.matchAll(/(?:aria-label|title|alt|placeholder)="([^"]*)"/g)].map(([, text]) => text);
  return [...said, ...body.split(/<[^>]*>/)].map((text) => (text ?? '').trim()).filter((text) => text !== '');
}

/** What stands in a page that only a program may do, and no page of the console may hold. */
export function inlineParts(page: string): string[] {
  const tags = [...page.matchAll(/<[a-z](?:[^"'>]|"[^"]*"|'[^']*')*>/gi)].map(([tag]) => tag);
  return tags.filter((tag) => {
    // What stands between quotes is a value, whatever it looks like.
    const bare = tag.replace(/"[^"]*"|'[^']*'/g, '""');
    const isProgram = /^<script/i.test(tag) && !/\ssrc=/i.test(bare);
    const isLed = /\s(?:href|src|action|formaction)=["']?\s*javascript:/i.test(tag);
    return isProgram || isLed || /^<style/i.test(tag) || /\s(?:on[a-z]+|style|hx-on\S*)\s*=/i.test(bare);
  });
}
