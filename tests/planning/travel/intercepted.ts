import nock from 'nock';

// Importing nock switches it on for the whole process; the other tests speak to real servers.
nock.restore();

/** Has the requests of one group of tests answered by nock, and of that group only. */
export function interceptRequests(): void {
  before(() => {
    if (!nock.isActive()) nock.activate();
  });
  afterEach(() => {
    nock.cleanAll();
  });
  after(() => {
    nock.restore();
  });
}
