import { createHmac, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

// A process of its own, told by its parent what to send: deliveries at a fixed rate, whether earlier ones are answered or not.
process.once('message', async ({ url, secret, perSecond, deliveries }) => {
  const sent = deliveries.map(({ template, before, after }) => signed(secret, edited(template, before, after)));
  const agent = new Agent({ keepAlive: true });
  const first = performance.now() + 500;
  const answers = sent.map(async (delivery, index) => {
    const due = first + (index * 1_000) / perSecond;
    await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
    process.send({ sending: index });
    const began = performance.now();
    const status = await post(url, agent, delivery);
    return { status, milliseconds: performance.now() - began, late: began - due };
  });
  process.send({ answers: await Promise.all(answers) }, () => process.exit());
});

/** The delivery about one push, made of that about another. */
function edited(template, before, after) {
  const payload = JSON.parse(template);
  return JSON.stringify({ ...payload, before, after }).replaceAll(payload.after, after);
}

function signed(secret, body) {
  const headers = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'x-github-delivery': randomUUID(),
    'x-github-event': 'pull_request',
    'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  };
  return { headers, body };
}

function post(url, agent, { headers, body }) {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers, agent }, (response) => {
      response
        .resume()
        .on('end', () => resolve(response.statusCode))
        .on('error', reject);
    });
    sent.on('error', reject).end(body);
  });
}
