// Publishes one event that the CloudEvents SDK for JavaScript encodes, with kafkajs, or sends it over HTTP.
// node produce-cloudevents.mjs kafka BROKERS TOPIC KEY binary|structured TYPE FILE.json [ID]
// node produce-cloudevents.mjs http URL binary|structured TYPE FILE.json [ID]      (COLLOQUY_KEY holds the API key)
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { CloudEvent, HTTP, Kafka as Binding } from 'cloudevents';
import { Kafka, Partitioners, logLevel } from 'kafkajs';

const [way, ...words] = process.argv.slice(2);

function eventOf(type, file, id = randomUUID(), subject) {
  const data = JSON.parse(readFileSync(file, 'utf8'));
  return new CloudEvent({ id, type, source: '/ats/example', subject, datacontenttype: 'application/json', data });
}

if (way === 'kafka') {
  const [brokers, topic, key, mode, type, file, id] = words;
  const event = eventOf(type, file, id, key);
  const message = Binding[mode](event);
  const headers = Object.fromEntries(
    Object.entries(message.headers).filter(([, text]) => text !== undefined).map(([name, text]) => [name, String(text)]));
  const value = typeof message.value === 'string' ? message.value : JSON.stringify(message.value);
  const kafka = new Kafka({ clientId: 'ats-example', brokers: brokers.split(','), logLevel: logLevel.ERROR });
  const producer = kafka.producer({ allowAutoTopicCreation: false, createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  await producer.send({ topic, acks: -1, messages: [{ key, value, headers }] });
  await producer.disconnect();
  console.log(event.id);
} else {
  const [url, mode, type, file, id] = words;
  const event = eventOf(type, file, id);
  const { headers, body } = HTTP[mode](event);
  const answer = await fetch(`${url}/v1/events`, {
    method: 'POST', headers: { ...headers, authorization: `Bearer ${process.env.COLLOQUY_KEY}` },
    body: typeof body === 'string' ? body : JSON.stringify(body) });
  if (answer.status !== 202) throw new Error(`${answer.status} ${await answer.text()}`);
  console.log(event.id);
}
