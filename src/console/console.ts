// The health units' console: server-rendered pages under /console for the staff of one's area.
// Must not know platforms, conversations in progress, or how anything is worked on in the background.
import cookie from '@fastify/cookie';
import csrf from '@fastify/csrf-protection';
import compress from '@fastify/compress';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { checkForms } from './check-forms.ts';
import type { ConsoleContext } from './context.ts';
import { answerErrors } from './answer-errors.ts';
import { files } from './files.ts';
import { knowVisitor } from './visitor.ts';
import { pages } from './pages.ts';

/** Most a form may carry, in bytes; files that are imported have a limit of their own. */
const FORM = 64 * 1024;

/**
 * The console as a Fastify plugin; to be registered with the prefix `/console`. Nothing in a page runs that does not
 * come from this server as a file: there is no inline script, style or handler.
 */
export function consolePages(context: ConsoleContext): FastifyPluginAsync {
  return async (app: FastifyInstance) => {
    await app.register(helmet, {
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          scriptSrc: ["'self'"],
          styleSrc: ["'self'"],
          // Tabler draws its small marks as data: images.
          imgSrc: ["'self'", 'data:'],
          connectSrc: ["'self'"],
          formAction: ["'self'"],
          baseUri: ["'none'"],
          frameAncestors: ["'none'"],
        },
      },
      referrerPolicy: { policy: 'same-origin' },
      strictTransportSecurity: context.secure ? { maxAge: 31_536_000 } : false,
    });
    // Streams of exports go out as they come: compressing them would hold them back.
    await app.register(compress, {
      encodings: ['br', 'gzip'],
      customTypes: /^(text\/|application\/json|image\/svg)/,
    });
    // Whatever says nothing else about it is sent over https alone, where there is one.
    await app.register(cookie, { parseOptions: { secure: context.secure } });
    await app.register(formbody, { bodyLimit: FORM });
    await app.register(multipart);
    await app.register(csrf, {
      cookieKey: context.secure ? '__Secure-ncovi-csrf' : 'ncovi-csrf',
      cookieOpts: { path: '/console', httpOnly: true, sameSite: 'lax', secure: context.secure },
      getToken: (request) => (request.body as { _csrf?: string } | undefined)?._csrf,
    });
    answerErrors(app, context);
    await app.register(files, { prefix: '/files' });
    checkForms(app);
    knowVisitor(app, context);
    await app.register(pages(context));
  };
}
