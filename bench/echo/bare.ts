import { createServer } from 'node:http';

// Reads a body and says 200: what this machine gives any server at this moment, whatever that server does.
const { PORT } = process.env;
createServer((request, response) => {
  request
    .resume()
    .on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"none"}'));
}).listen(Number(PORT), '127.0.0.1', () => console.log('{"msg":"ready"}'));
