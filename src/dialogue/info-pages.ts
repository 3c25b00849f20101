export const infoTopics = ['news', 'figures', 'prevention', 'contacts'] as const;
export type InfoTopic = (typeof infoTopics)[number];

/** A page of information as health units publish it in the console. */
export interface InfoPage {
  id: string;
  topic: InfoTopic;
  /** Whom it concerns: codes from the province down; empty: everybody. */
  areaPath: readonly string[];
  /** By language; Vietnamese is always there. */
  texts: Readonly<Record<string, { title: string; text: string }>>;
  /** Where it is from, and as of when (epoch ms). */
  source: string;
  sourceAt: number;
}

/** What can be asked for in the chat: the pages published, newest first, and the health stations by area code. */
export interface Info {
  pages: readonly InfoPage[];
  stations: ReadonlyMap<string, { name: string; phone: string }>;
}
