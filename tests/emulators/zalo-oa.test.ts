import { expect, test } from 'vitest';
import { startZalo } from './start-zalo.ts';

const CS = '/v3.0/oa/message/cs';
const text = (user_id: string, words: string) => ({ recipient: { user_id }, message: { text: words } });
const buttons = (user_id: string, list: object[]) => ({
  recipient: { user_id },
  message: { text: 'Chọn', attachment: { type: 'template', payload: { buttons: list } } },
});
/** The whole answer to a message; `post` tells its body. */
function send({ zalo, root }: Awaited<ReturnType<typeof startZalo>>, body: object): Promise<Response> {
  const { access_token } = zalo.tokens.grant();
  const headers = { access_token, 'content-type': 'application/json' };
  return fetch(root + CS, { method: 'POST', headers, body: JSON.stringify(body) });
}

test('a message is accepted, shown, and echoed to the webhook under its id', async () => {
  const started = await startZalo();
  const { zalo, bot, clock, KEYS } = started;
  const person = zalo.person();
  await person.begins();
  const response = await send(started, text(person.id, 'Chào bạn'));
  const answer = (await response.json()) as { data: { message_id: string } };
  expect(answer).toEqual({
    data: {
      message_id: expect.stringMatching(/^[0-9a-f]{20}$/u) as string,
      user_id: person.id,
      sent_time: String(clock.now),
      quota: { quota_type: 'reply' },
    },
    error: 0,
    message: 'Success',
  });
  expect(response.headers.get('x-ratelimit-limit')).toBe('4000');
  expect(response.headers.get('x-ratelimit-remain')).toBe('3999');
  expect(await person.nextMessage()).toMatchObject({ from: 'bot', text: 'Chào bạn' });
  const echo = (await bot.hears(2))[1]?.json;
  expect(echo).toMatchObject({
    event_name: 'oa_send_text',
    sender: { id: KEYS.oaId },
    recipient: { id: person.id },
    message: { text: 'Chào bạn', msg_id: answer.data.message_id },
  });
});

test('a press arrives as typed text holding the payload; oa.query.hide is not seen in the chat', async () => {
  const { zalo, bot, post } = await startZalo();
  const person = zalo.person();
  await person.begins();
  await post(
    CS,
    buttons(person.id, [
      { title: 'Có', type: 'oa.query.hide', payload: '#kb:1' },
      { title: 'Không', type: 'oa.query.show', payload: '#kb:2' },
      { title: 'Gọi 115', type: 'oa.open.phone', payload: { phone_code: '84115' } },
    ]),
  );
  await person.presses('Có');
  await person.presses('Không');
  const texts = bot.heard.filter(({ json }) => json['event_name'] === 'user_send_text');
  expect(texts.map(({ json }) => (json['message'] as { text: string }).text)).toEqual(['#kb:1', '#kb:2']);
  expect(
    person.chat.bubbles.filter((bubble) => bubble.from === 'person').map(({ text: words }) => words),
  ).toEqual(['#kb:2']);
  await expect(person.presses('Gọi 115')).rejects.toThrow('No button to press there');
});

test.each([
  ['an unknown person', () => text('999999999999999999', 'x'), -201, 'user_id is invalid!'],
  ['a number as id', (id: string) => text(Number(id) as never, 'x'), -201, 'recipient.user_id is invalid!'],
  ['no text', (id: string) => text(id, ''), -201, 'text is invalid!'],
  ['2001 characters', (id: string) => text(id, 'ạ'.repeat(2001)), -210, 'Parameter exceeds allowable limit'],
  [
    'six buttons',
    (id: string) =>
      buttons(
        id,
        Array.from({ length: 6 }, () => ({ title: 'x', type: 'oa.query.hide', payload: 'x' })),
      ),
    -210,
    'Parameter exceeds allowable limit',
  ],
  [
    'a title of 101',
    (id: string) => buttons(id, [{ title: 'x'.repeat(101), type: 'oa.query.hide', payload: 'x' }]),
    -210,
    'Parameter exceeds allowable limit',
  ],
  [
    'a payload of 1001',
    (id: string) => buttons(id, [{ title: 'x', type: 'oa.query.show', payload: 'x'.repeat(1001) }]),
    -210,
    'Parameter exceeds allowable limit',
  ],
  [
    'an unknown button',
    (id: string) => buttons(id, [{ title: 'x', type: 'oa.do', payload: 'x' }]),
    -201,
    'payload is invalid!',
  ],
  ['no body', () => [], -201, 'body is invalid!'],
])('message/cs refuses %s', async (_, body, error, message) => {
  const started = await startZalo();
  const person = started.zalo.person();
  await person.begins();
  const answer = await send(started, body(person.id));
  expect([answer.status, await answer.json()]).toEqual([200, { error, message }]);
});

test('the reply window closes after seven days, and unfollowing ends it until the person writes again', async () => {
  const { zalo, post } = await startZalo();
  const person = zalo.person();
  const say = (to = person) => post(CS, text(to.id, 'x'));
  expect(await say(zalo.person())).toMatchObject({ error: -213 });
  await person.sends('hi');
  person.silentFor(3);
  expect(await say()).toEqual({
    data: {
      message_id: expect.any(String) as string,
      user_id: person.id,
      sent_time: expect.any(String) as string,
    },
    error: 0,
    message: 'Success',
  });
  person.silentFor(7.01);
  expect(await say()).toEqual({
    error: -230,
    message: 'User has not interacted with the OA in the past 7 days',
  });
  await person.begins();
  await person.leaves();
  expect(await say()).toMatchObject({ error: -213 });
  await person.sends('back');
  expect(await say()).toMatchObject({ error: 0 });
});

test('calls beyond the limit are -32 until the next minute', async () => {
  const { zalo, post, clock } = await startZalo({ callsPerMinute: 2 });
  const person = zalo.person();
  await person.sends('hi');
  const say = () => post(CS, text(person.id, 'x'));
  for (const error of [0, 0, -32]) expect(await say()).toMatchObject({ error });
  clock.now += 60_000;
  expect(await say()).toMatchObject({ error: 0 });
});

test('user detail, quota and the old message API answer', async () => {
  const { zalo, root, clock } = await startZalo();
  const person = zalo.person({ name: 'Bình' });
  await person.begins();
  const { access_token } = zalo.tokens.grant();
  const ask = async (path: string, init: RequestInit = {}) =>
    (await fetch(root + path, { ...init, headers: { access_token } })).json();
  const data = encodeURIComponent(JSON.stringify({ user_id: person.id }));
  expect(await ask(`/v3.0/oa/user/detail?data=${data}`)).toMatchObject({
    error: 0,
    data: { user_id: person.id, display_name: 'Bình', user_is_follower: true },
  });
  expect(await ask('/v3.0/oa/user/detail?data=%7B')).toMatchObject({ error: -201 });
  const body = JSON.stringify({ user_id: person.id });
  expect(await ask('/v3.0/oa/quota/message', { method: 'POST', body })).toMatchObject({
    data: { last_interaction: String(clock.now) },
  });
  expect(await ask('/v2.0/oa/message', { method: 'POST', body })).toMatchObject({ error: -240 });
});
