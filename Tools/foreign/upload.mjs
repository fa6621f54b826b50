// Uploads a file with tus-js-client, which resumes by itself. Prints what it went through as JSON.
// node upload.mjs ENDPOINT FILE AUTHORIZATION QUESTION
import { createReadStream, statSync } from 'node:fs';
import { Upload } from 'tus-js-client';

const [endpoint, file, authorization, questionID] = process.argv.slice(2);
const counts = { requests: {}, retries: 0 };
const upload = new Upload(createReadStream(file), {
  endpoint, headers: { authorization }, uploadSize: statSync(file).size,
  metadata: { questionID, filetype: 'video/webm', filename: 'answer.webm' },
  chunkSize: 2_000_000, retryDelays: Array(20).fill(100),
  onBeforeRequest: request => { counts.requests[request.getMethod()] = (counts.requests[request.getMethod()] ?? 0) + 1; },
  onShouldRetry: () => { counts.retries++; return true; },
  onSuccess: () => { console.log(JSON.stringify({ result: 'done', ...counts })); process.exit(0); },
  onError: error => { console.log(JSON.stringify({ result: 'failed', message: error.message, ...counts })); process.exit(1); },
});
upload.start();
