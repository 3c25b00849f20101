import type { FastifyInstance } from 'fastify';
import { readUpload } from './read-upload.ts';

/** Whatever changes something must come from a page of ours; no page has to remember it. */
export function checkForms(app: FastifyInstance): void {
  // A form with a file is read here, so that its mark is seen; of whoever is not signed in it is not.
  app.addHook('preValidation', async (request) => {
    const { upload, picture = 0 } = request.routeOptions.config;
    if (upload !== undefined && request.visitor !== null && request.isMultipart())
      request.body = await readUpload(request, upload, picture);
  });
  app.addHook('preValidation', (request, reply, done) => {
    if (request.method === 'GET' || request.method === 'HEAD') done();
    else app.csrfProtection(request, reply, done);
  });
}
