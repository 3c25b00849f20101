import type { FastifyInstance } from 'fastify';

/** Whatever changes something must come from a page of ours; no page has to remember it. */
export function checkForms(app: FastifyInstance): void {
  app.addHook('preValidation', (request, reply, done) => {
    if (request.method === 'GET' || request.method === 'HEAD') done();
    else app.csrfProtection(request, reply, done);
  });
}
