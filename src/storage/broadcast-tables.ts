import type { ColumnType, Generated } from 'kysely';
import type { InfoTopic } from '../dialogue/info-pages.ts';
import type { Topic } from '../dialogue/topics.ts';
import type { Audience } from './audience.ts';

/** Tables of advisories, subscriptions and campaigns: see migrations/0007.sql. */
export interface BroadcastTables {
  subscribers: SubscriberRow;
  subscription_events: SubscriptionEventRow;
  advisories: AdvisoryRow;
  advisory_events: AdvisoryEventRow;
  advisory_phones: { advisory: string; phone: string };
  deliveries: DeliveryRow;
  advisory_articles: ArticleRow;
  advisory_pictures: { advisory: string; file: string; bytes: Buffer };
  info_pages: InfoPageRow;
  campaigns: CampaignRow;
  campaign_visits: CampaignVisitRow;
}

export interface SubscriberRow {
  urn: string;
  channel: string;
  person: string;
  language: string;
  topics: string[];
  heard_at: Date;
  stopped_at: Date | null;
  follows: Generated<boolean>;
  campaign: string | null;
}

export interface SubscriptionEventRow {
  id: string;
  urn: string;
  at: Date;
  action: 'start' | 'stop';
  topics: string[];
  notice: string;
  words: string;
}

export type AdvisoryStatus =
  'draft' | 'submitted' | 'approved' | 'freezing' | 'sending' | 'paused' | 'halted' | 'cancelled' | 'done';

export interface AdvisoryRow {
  id: Generated<string>;
  unit: string;
  area_path: string[];
  author: string;
  title: string;
  /** Written as JSON text. */
  texts: ColumnType<Record<string, string>, string, string>;
  link: Generated<string>;
  topic: Topic;
  urgency: 'urgent' | 'normal';
  expires_at: Date;
  /** Written as JSON text. */
  audience: ColumnType<Audience, string, string>;
  billed: Generated<boolean>;
  /** Written as JSON text. */
  template: ColumnType<ChosenTemplate | null, string | null | undefined, string | null | undefined>;
  /** Written as JSON text. */
  article: ColumnType<ChosenArticle | null, string | null | undefined, string | null | undefined>;
  /** Written as JSON text. */
  picture: ColumnType<ChosenPicture | null, string | null | undefined, string | null | undefined>;
  status: Generated<AdvisoryStatus>;
  reason: string | null;
  scheduled_at: Date | null;
  rate: number | null;
  submitted_by: string | null;
  approved_by: string | null;
  approved_at: Date | null;
  frozen_at: Date | null;
  started_at: Date | null;
  ended_at: Date | null;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
  version: Generated<number>;
}

/** The picture of an advisory; its bytes are in `advisory_pictures`. */
export interface ChosenPicture {
  /** The name it is served under: the hash of its bytes with `.jpg` or `.png`. */
  file: string;
  /** Where platforms fetch it; null: this server had no public address when it was chosen. */
  url: string | null;
  /** In Vietnamese, what is in it. */
  alt: string;
  width: number;
  height: number;
}

/** The article the Official Account broadcasts about an advisory. */
export interface ChosenArticle {
  title: string;
  author: string;
  /** Address of a picture. */
  cover: string;
  description: string;
}

export type ArticleState =
  | ('waiting' | 'creating' | 'made' | 'ready' | 'broadcasting')
  | ('sent' | 'unknown' | 'failed' | 'expired' | 'cancelled');

export interface ArticleRow {
  advisory: string;
  state: Generated<ArticleState>;
  reason: string | null;
  token: string | null;
  article: string | null;
  due_at: Generated<Date>;
  asked_at: Date | null;
}

/** An approved template with its data, the same for everybody. */
export interface ChosenTemplate {
  id: string;
  name: string;
  /** Of one message, in đồng, when it was chosen; null: not known. */
  price: number | null;
  data: Record<string, string>;
}

export interface AdvisoryEventRow {
  id: Generated<string>;
  advisory: string;
  at: Generated<Date>;
  staff: string | null;
  kind: string;
  note: Generated<string>;
}

export type DeliveryStatus =
  'waiting' | 'sending' | 'sent' | 'failed' | 'unknown' | 'skipped' | 'expired' | 'cancelled';

export interface DeliveryRow {
  advisory: string;
  person: string;
  urn: string;
  channel: string;
  fallback: string | null;
  language: string;
  area_path: string[];
  heard_at: Date;
  status: Generated<DeliveryStatus>;
  reason: string | null;
  attempts: Generated<number>;
  due_at: Generated<Date>;
  claimed_by: string | null;
  claimed_at: Date | null;
  sent_at: Date | null;
  read_at: Date | null;
  message: string | null;
}

export interface InfoPageRow {
  id: Generated<string>;
  unit: string;
  area_path: string[];
  topic: InfoTopic;
  /** Written as JSON text. */
  texts: ColumnType<Record<string, { title: string; text: string }>, string, string>;
  source: string;
  source_at: Date;
  published: boolean;
  updated_by: string;
  updated_at: Generated<Date>;
  version: Generated<number>;
}

export interface CampaignRow {
  code: string;
  unit: string;
  area_path: string[];
  kind: 'area' | 'hamlet' | 'organisation' | 'poster';
  name: string;
  created_by: string;
  created_at: Generated<Date>;
  closed_at: Date | null;
}

export interface CampaignVisitRow {
  code: string;
  visitor: string;
  visited_at: Date;
  started_at: Date | null;
  completed_at: Date | null;
}
