import { type Scene, tell } from './scene.ts';
import { allAnswers } from './unchanged.ts';

/** The province's or district's own line, where the health service has given one. */
export function tellLocalLine(scene: Scene): void {
  const { session } = scene.conversation;
  const area = session && allAnswers(session)['area']?.value;
  if (typeof area !== 'string') return;
  const { local } = scene.assets.hotlines;
  const codes = [area, ...scene.assets.areas.ancestors(area).map((one) => one.code)];
  const code = codes.find((one) => Object.hasOwn(local, one));
  const number = code === undefined ? undefined : local[code];
  if (number !== undefined && code !== undefined) {
    tell(scene, 'common:local_line', { number, place: scene.assets.areas.find(code)?.name ?? '' });
  }
}
