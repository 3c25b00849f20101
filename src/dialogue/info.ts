import { foldDiacritics } from '../vietnamese/fold.ts';
import { showTime } from './calendar.ts';
import { infoTopics, type InfoPage, type InfoTopic } from './info-pages.ts';
import { readAsked } from './read-answer/info-words.ts';
import { offerChoice, payloadFor, phrase, type Scene, tell } from './scene.ts';
import { self } from './session.ts';

/** Pages offered beside the one shown. */
const OTHERS = 3;

/** Answers what somebody asks for when nothing is being filled in. False when they ask for nothing of the kind. */
export function answerAsked(scene: Scene, text: string): boolean {
  const asked = readAsked(text);
  if (asked === null) return false;
  if (asked.kind === 'topic') showTopic(scene, asked.topic);
  else search(scene, asked.words);
  return true;
}

/** Does what a button about information says: `news`, or the short id of a page. */
export function showInfo(scene: Scene, target: string): void {
  const topic = infoTopics.find((one) => one === target);
  const page = pagesFor(scene).find(({ id }) => shortOf(id) === target);
  if (topic !== undefined) showTopic(scene, topic);
  else if (page !== undefined) showPage(scene, page);
  else showTopics(scene, target === '' ? 'common:info.which' : 'common:info.gone');
}

function showTopics(scene: Scene, key: string): void {
  tell(scene, key);
  for (const topic of infoTopics) offerChoice(scene, `info:${topic}`, `common:info.topic.${topic}`);
}

function showTopic(scene: Scene, topic: InfoTopic): void {
  const [page] = pagesFor(scene).filter((one) => one.topic === topic);
  if (topic === 'contacts') tellStation(scene);
  if (page !== undefined) showPage(scene, page);
  else if (topic === 'contacts') showTopics(scene, 'common:inform.hotline');
  else {
    tell(scene, 'common:info.none', { topic: phrase(scene, `common:info.topic.${topic}`) });
    showTopics(scene, 'common:inform.hotline');
  }
}

function showPage(scene: Scene, page: InfoPage): void {
  const { language } = scene.conversation;
  const own = page.texts[language];
  const shown = own ?? page.texts['vi'];
  if (shown === undefined) return;
  if (own === undefined) tell(scene, 'common:info.not_translated');
  scene.paragraphs.push(`${shown.title}\n\n${shown.text}`);
  const time = showTime(page.sourceAt, language, scene.assets.timeZone);
  tell(scene, 'common:info.source', { source: page.source, time });
  const others = pagesFor(scene).filter((one) => one.id !== page.id && one.topic === page.topic);
  for (const other of others.slice(0, OTHERS)) offerPage(scene, other);
  for (const topic of infoTopics.filter((one) => one !== page.topic)) {
    offerChoice(scene, `info:${topic}`, `common:info.topic.${topic}`);
  }
}

function offerPage(scene: Scene, page: InfoPage): void {
  const payload = payloadFor(scene, `!info:${shortOf(page.id)}`);
  scene.quickReplies.push({ kind: 'choice', title: titleOf(scene, page), payload });
}

/** Words are found in any order, with or without their marks, in the language of the person and in Vietnamese. */
function search(scene: Scene, words: string): void {
  const wanted = foldDiacritics(words).split(/\s+/u).filter(Boolean);
  const { language } = scene.conversation;
  const found = pagesFor(scene).filter(({ texts }) => {
    const whole = [texts[language], texts['vi']].map((one) => `${one?.title ?? ''} ${one?.text ?? ''}`);
    const folded = foldDiacritics(whole.join(' ')).toLowerCase();
    return wanted.every((word) => folded.includes(word.toLowerCase()));
  });
  const [best, ...more] = found;
  if (best === undefined) {
    showTopics(scene, 'common:info.not_found');
    return;
  }
  showPage(scene, best);
  scene.quickReplies = [];
  for (const other of more.slice(0, OTHERS)) offerPage(scene, other);
  for (const topic of infoTopics) offerChoice(scene, `info:${topic}`, `common:info.topic.${topic}`);
}

/** The health station that looks after where they live, or the nearest unit above it that has a number. */
function tellStation(scene: Scene): void {
  const codes = homeOf(scene).toReversed();
  const station = codes
    .map((code) => scene.assets.info().stations.get(code))
    .find((one) => one !== undefined);
  if (station !== undefined) tell(scene, 'common:info.station', { ...station });
  else if (codes.length === 0) tell(scene, 'common:info.station_unknown');
}

/** What concerns where they live, the nearest first; of one place, the newest. */
function pagesFor(scene: Scene): InfoPage[] {
  const home = homeOf(scene);
  return scene.assets
    .info()
    .pages.filter(({ areaPath }) => areaPath.every((code, depth) => home[depth] === code))
    .toSorted((a, b) => b.sourceAt - a.sourceAt || b.areaPath.length - a.areaPath.length);
}

/** Codes from the province down; empty where it is not known. */
function homeOf({ conversation, assets }: Scene): string[] {
  const known = conversation.people.find(({ id }) => id === self)?.answers['area']?.value;
  if (typeof known !== 'string' || assets.areas.find(known) === undefined) return [];
  return [
    ...assets.areas
      .ancestors(known)
      .map(({ code }) => code)
      .toReversed(),
    known,
  ];
}

/** What fits into a button. */
const shortOf = (id: string): string => id.slice(0, 8);

const titleOf = ({ conversation }: Scene, { texts }: InfoPage): string =>
  (texts[conversation.language] ?? texts['vi'])?.title ?? '';
