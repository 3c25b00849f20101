/** Asks the server; rejects with the reason it gives. */
export async function ask(method, path, body) {
  const response = await fetch(`api/${path}`, {
    method,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error ?? response.statusText);
  return answer;
}

/**
 * Keeps one stream of events open while the page is looked at. A browser allows few connections to one server,
 * so a tab in the background gives its own back; whatever it missed comes when it is shown again.
 *
 * @param admit makes the people known to the server and gives their ids by channel
 */
export function keepListening(admit, { onChat, onDeclarations, onLost }) {
  let source = null;
  let attempt = 0;

  async function connect() {
    const mine = (attempt += 1);
    source?.close();
    source = null;
    if (document.hidden) return;
    try {
      const ids = await admit();
      if (mine !== attempt) return;
      source = new EventSource(`api/events?${new URLSearchParams(ids)}`);
    } catch {
      again(mine);
      return;
    }
    source.addEventListener('open', () => onLost(false));
    source.addEventListener('chat', ({ data }) => onChat(JSON.parse(data)));
    source.addEventListener('declarations', ({ data }) => onDeclarations(JSON.parse(data)));
    source.addEventListener('error', () => again(mine));
  }

  function again(mine) {
    if (mine !== attempt) return;
    source?.close();
    onLost(true);
    setTimeout(() => mine === attempt && connect(), 1000);
  }

  document.addEventListener('visibilitychange', connect);
  return connect;
}
