import type { FastifyReply } from 'fastify';
import { drawChart, type Chart } from './chart.ts';

/** Sends a chart as a picture of its own. Its styles are inside it, which pages are not allowed to have. */
export function sendChart(reply: FastifyReply, chart: Chart): FastifyReply {
  return reply
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
    .type('image/svg+xml')
    .send(drawChart(chart));
}
