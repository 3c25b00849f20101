import type { FastifyRequest } from 'fastify';
import { actor, type Actor } from '../storage/audit.ts';
import { visitorOf } from './visitor.ts';

/** Where a request comes from. */
export const whence = (request: FastifyRequest): { address: string; agent: string } => ({
  address: request.ip,
  agent: request.headers['user-agent'] ?? '',
});

/** Who makes a request, for the audit trail; behind `only`. */
export const doer = (request: FastifyRequest): Actor => actor(visitorOf(request), request.ip);
