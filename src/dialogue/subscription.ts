import { deriveId, fingerprint } from './derive-id.ts';
import { menuKey, writePayload, type Payload } from './payload.ts';
import { readWish, type Wish } from './read-answer/subscription-words.ts';
import { phrase, type Scene, tell } from './scene.ts';
import { topics, type Topic } from './topics.ts';

const isTopic = (text: string): text is Topic => topics.some((topic) => topic === text);

/**
 * Does what a message says about being sent news, whatever else is going on. False when it says nothing about that:
 * then it is an answer, or a command.
 *
 * @param atRest nothing is being filled in
 * @param isLate they have said something since: they may want no more of it, but do not begin
 */
export function answerSubscription(
  scene: Scene,
  payload: Payload | null,
  text: string,
  { atRest, isLate }: { atRest: boolean; isLate: boolean },
): boolean {
  const isPress = payload !== null;
  const wish = isPress ? pressedWish(scene, payload) : readWish(text, atRest);
  const has = scene.conversation.topics ?? [];
  if (wish === null || (wish.bare && has.length === 0 && !atRest)) return false;
  if (isLate && wish.action === 'start') return false;
  const words = isPress ? payload.code : text;
  if (wish.topic === null) askWhich(scene, atRest);
  else if (wish.action === 'stop') stop(scene, wish.topic, words);
  else start(scene, wish.topic, words, isPress);
  return true;
}

/** Puts the question who wants to be sent what; nothing is agreed to by saying nothing. */
function askWhich(scene: Scene, atRest: boolean): void {
  if (!atRest) {
    tell(scene, 'common:subscription.later');
    return;
  }
  tell(scene, 'common:subscription.which');
  for (const one of ['all', ...topics]) {
    offer(scene, `!subscribe:${one}`, `common:subscription.button.${one}`);
  }
}

/** Whoever has never been asked is offered it after a declaration. */
export function offerSubscription(scene: Scene): void {
  if (scene.conversation.topics !== undefined) return;
  tell(scene, 'common:subscription.offer');
  offer(scene, '!subscribe', 'common:subscription.button.ask');
}

function start(scene: Scene, topic: Topic | 'all', words: string, wasAsked: boolean): void {
  const wanted = topic === 'all' ? [...topics] : [topic];
  const has = scene.conversation.topics ?? [];
  const now = topics.filter((one) => has.includes(one) || wanted.includes(one));
  const notice = wasAsked ? fingerprint(phrase(scene, 'common:subscription.which')) : '';
  change(scene, 'start', wanted, words, notice);
  scene.conversation.topics = now;
  tell(scene, 'common:subscription.started', { names: namesOf(scene, now) });
}

function stop(scene: Scene, topic: Topic | 'all', words: string): void {
  const has = scene.conversation.topics ?? [];
  const left = topics.filter((one) => topic !== 'all' && one !== topic && has.includes(one));
  // Written down also where nothing was sent to them: they have said it.
  change(scene, 'stop', topic === 'all' ? [...topics] : [topic], words, '');
  scene.conversation.topics = left;
  if (has.length === 0) tell(scene, 'common:subscription.none');
  else if (topic === 'all' || left.length === 0) tell(scene, 'common:subscription.stopped');
  else {
    const names = { name: namesOf(scene, [topic]), left: namesOf(scene, left) };
    tell(scene, 'common:subscription.stopped_one', names);
  }
}

function change(
  scene: Scene,
  action: 'start' | 'stop',
  wanted: Topic[],
  words: string,
  notice: string,
): void {
  const { urn, language } = scene.conversation;
  const id = deriveId('subscription', urn, scene.message.id);
  scene.events.push({
    type: 'subscribed',
    change: { id, urn, language, at: scene.now, action, topics: wanted, notice, words: words.slice(0, 200) },
  });
}

/** Buttons about news belong to no question: they stay good for ever. */
function pressedWish(scene: Scene, { session, code }: Payload): Wish | null {
  if (session !== menuKey(scene.conversation.urn)) return null;
  const [verb = '', topic = null] = code.split(':');
  const action = verb === '!subscribe' ? 'start' : verb === '!unsubscribe' ? 'stop' : null;
  if (action === null || (topic !== null && topic !== 'all' && !isTopic(topic))) return null;
  return { action, topic: topic ?? (action === 'stop' ? 'all' : null), bare: false };
}

function offer(scene: Scene, code: string, titleKey: string): void {
  const payload = writePayload({ session: menuKey(scene.conversation.urn), question: 0, code });
  scene.quickReplies.push({ kind: 'choice', title: phrase(scene, titleKey), payload });
}

const namesOf = (scene: Scene, which: readonly Topic[]): string =>
  which.map((topic) => phrase(scene, `common:subscription.topic.${topic}`)).join(', ');
