import { expect, test } from 'vitest';
import { oaLimits } from '../src/index.ts';
import type { OaButton, OaClient } from '../src/index.ts';
import { recordOaCalls, sentBody, userId } from './record-oa-calls.ts';
import { failure } from './recording-server.ts';

const { server, client } = await recordOaCalls();

const text = 'a';
const query = (title: string, payload: string): OaButton[] => [{ kind: 'query', title, payload }];
const refusals: [string, (oa: OaClient) => Promise<unknown>, RegExp][] = [
  ['empty text', (oa) => oa.sendText({ userId, text: ' \n' }), /^text is empty$/],
  ['long text', (oa) => oa.sendText({ userId, text: 'ạ'.repeat(2001) }), /^text has 2001 .* 2000$/],
  ['emoji count twice', (oa) => oa.sendText({ userId, text: '😷'.repeat(1001) }), /2002/],
  ['no user', (oa) => oa.sendText({ userId: '', text }), /userId/],
  [
    'six buttons',
    (oa) => oa.sendText({ userId, text, buttons: [...Array(6).keys()].flatMap(() => query('t', 'p')) }),
    /6 buttons/,
  ],
  [
    'long title',
    (oa) => oa.sendText({ userId, text, buttons: query('t'.repeat(101), 'p') }),
    /buttons\[0\]\.title has 101/,
  ],
  [
    'long payload',
    (oa) => oa.sendText({ userId, text, buttons: query('t', 'p'.repeat(1001)) }),
    /payload has 1001/,
  ],
  ['no payload', (oa) => oa.sendText({ userId, text, buttons: query('t', '') }), /payload has 0/],
  [
    'no link',
    (oa) => oa.sendText({ userId, text, buttons: [{ kind: 'url', title: 't', url: 'moh.gov.vn' }] }),
    /url/,
  ],
  [
    'a script',
    (oa) => oa.sendText({ userId, text, buttons: [{ kind: 'url', title: 't', url: 'javascript:1' }] }),
    /url/,
  ],
  [
    '0912…',
    (oa) => oa.sendText({ userId, text, buttons: [{ kind: 'phone', title: 't', phone: '0912345678' }] }),
    /phone/,
  ],
  [
    'long subtitle',
    (oa) => oa.requestUserInfo({ userId, title: 't', subtitle: 's'.repeat(501), imageUrl: 'https://x' }),
    /subtitle/,
  ],
  ['page of 51', (oa) => oa.listUsers({ count: 51 }), /count/],
  ['offset', (oa) => oa.listUsers({ offset: 9952 }), /offset/],
  [
    'a big picture',
    (oa) => oa.uploadImage({ bytes: new Uint8Array(oaLimits.imageBytes + 1), fileName: 'a.png' }),
    /bytes/,
  ],
  ['a strange file', (oa) => oa.uploadFile({ bytes: new Uint8Array(1), fileName: 'a.exe' }), /fileName/],
  ['an empty file', (oa) => oa.uploadGif({ bytes: new Uint8Array(0), fileName: 'a.gif' }), /bytes/],
  [
    'a phone',
    (oa) => oa.sendTemplateByPhone({ phone: '+84912345678', templateId: '1', templateData: {} }),
    /phone/,
  ],
  [
    'a tracking id',
    (oa) =>
      oa.sendTemplateByPhone({
        phone: '84912345678',
        templateId: '1',
        templateData: {},
        trackingId: 't'.repeat(49),
      }),
    /trackingId/,
  ],
  [
    'an article title',
    (oa) =>
      oa.createArticle({
        title: 't'.repeat(151),
        author: 'a',
        coverUrl: 'https://x',
        description: 'd',
        body: [],
      }),
    /body|title/,
  ],
];
test.each(refusals)('%s is refused before the call', async (_name, send, message) => {
  server.answer(sentBody);
  const error = await failure(send(client()));
  expect(error).toBeInstanceOf(RangeError);
  expect((error as RangeError).message).toMatch(message);
  expect(server.requests).toHaveLength(0);
});
