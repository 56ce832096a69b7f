import { element, part } from '../kit/element.ts';
import { openCasePage } from './case-page.ts';
import { openDesk } from './desk-page.ts';
import { wordsOf } from './server.ts';
import { resumeSession, type Session } from './session.ts';
import { askWho } from './sign-in.ts';
import { openTalkPage } from './talk-page.ts';

/** Opens what the address names for whoever signed in. */
function open(session: Session): void {
  const [, , kind, id] = location.pathname.split('/').map(decodeURIComponent);
  part('#desk').dataset.page = kind ?? 'thread';
  if (kind === 'cases' && id) openCasePage(session, id);
  else if (kind === 'conversations' && id) openTalkPage(session, id);
  else openDesk(session);
}

async function start(): Promise<void> {
  let problem: string | null = null;
  const session = await resumeSession().catch((error: unknown) => {
    problem = wordsOf(error);
    return undefined;
  });
  try {
    open(session ?? (await askWho(problem)));
  } catch (error) {
    const again = () => location.reload();
    part('#desk').replaceChildren(
      element(
        'main',
        { className: 'plain-page' },
        element('h1', {}, 'The desk cannot be opened'),
        element('p', { className: 'quiet' }, wordsOf(error)),
        element('button', { className: 'button', type: 'button', onclick: again }, 'Try again'),
      ),
    );
  }
}

void start();
