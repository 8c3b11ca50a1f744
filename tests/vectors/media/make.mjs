// Makes camera.records and microphone.records: four seconds of Chromium's fake camera and microphone, encoded by its
// own VP8 and Opus, packetised by RFC 7741 and RFC 7587. Records are those of docs/spec/recording.md: type (1),
// millisecond (4), length (2), bytes. `node make.mjs` writes them beside itself; the encoders' bytes
// differ from run to run.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

const here = import.meta.dirname;
const page = `<!doctype html><script type="module">
const picture = { width: 320, height: 240, frameRate: 10 };
const stream = await navigator.mediaDevices.getUserMedia({ video: picture, audio: true });
const chunks = [];
// Timestamps of the two begin at different moments: what makes them one clock is when the first of each was there.
const offsets = {};
const keep = kind => chunk => {
  const bytes = new Uint8Array(chunk.byteLength);
  chunk.copyTo(bytes);
  chunks.push({ kind, at: chunk.timestamp + offsets[kind], bytes: btoa(String.fromCharCode(...bytes)) });
};
const failed = error => fetch('/', { method: 'POST', body: JSON.stringify({ error: String(error) }) });
const video = new VideoEncoder({ output: keep('video'), error: failed });
video.configure({ codec: 'vp8', width: 320, height: 240, bitrate: 100000, framerate: 10, latencyMode: 'realtime' });
let audio;
const until = performance.now() + 4200;
async function frames() {
  const reader = new MediaStreamTrackProcessor({ track: stream.getVideoTracks()[0] }).readable.getReader();
  for (let n = 0; performance.now() < until; n++) {
    const { value } = await reader.read();
    offsets.video ??= performance.now() * 1000 - value.timestamp;
    video.encode(value, { keyFrame: n % 20 === 0 });
    value.close();
  }
}
async function sounds() {
  const reader = new MediaStreamTrackProcessor({ track: stream.getAudioTracks()[0] }).readable.getReader();
  while (performance.now() < until) {
    const { value } = await reader.read();
    offsets.audio ??= performance.now() * 1000 - value.timestamp;
    if (!audio) {
      audio = new AudioEncoder({ output: keep('audio'), error: failed });
      const { sampleRate, numberOfChannels } = value;
      audio.configure({ codec: 'opus', sampleRate, numberOfChannels, bitrate: 24000 });
    }
    audio.encode(value);
    value.close();
  }
}
await Promise.all([frames(), sounds()]).catch(failed);
await Promise.all([video.flush(), audio.flush()]);
await fetch('/', { method: 'POST', body: JSON.stringify({ chunks }) });
</script>`;

const folder = mkdtempSync(join(tmpdir(), "media-"));
const server = createServer((request, response) => {
    if (request.method === "GET")
        return void response.setHeader("content-type", "text/html").end(page);
    const parts = [];
    request.on("data", (part) => parts.push(part));
    request.on("end", () => {
        response.end();
        finish(JSON.parse(Buffer.concat(parts)));
    });
});
server.listen(0, "127.0.0.1");
await new Promise((resolve) => server.once("listening", resolve));
const chromium = spawn(
    "chromium",
    [
        "--headless=new",
        "--no-sandbox",
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        `--user-data-dir=${folder}`,
        `http://127.0.0.1:${server.address().port}/`,
    ],
    { stdio: "ignore" },
);

function finish({ error, chunks }) {
    chromium.kill();
    server.close();
    chromium.once("exit", () =>
        rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
    );
    if (error) throw new Error(error);
    const first = Math.min(...chunks.map((chunk) => chunk.at));
    const video = chunks.filter((chunk) => chunk.kind === "video");
    const audio = chunks.filter((chunk) => chunk.kind === "audio");
    // The sender's clock began 100 s before the first chunk; both tracks' reports are of that clock.
    const ntpOf = (at) => {
        const micros = BigInt(Math.round(at - first)) + 100_000_000n;
        return (
            ((micros / 1_000_000n) << 32n) |
            (((micros % 1_000_000n) << 32n) / 1_000_000n)
        );
    };
    const camera = {
        ssrc: 0x00c0ffee,
        type: 96,
        rate: 90,
        base: 0xfffff000,
        packets: vp8(),
    };
    const microphone = {
        ssrc: 0x0badcafe,
        type: 111,
        rate: 48,
        base: 123456,
        packets: (chunk) => [chunk],
    };
    write("camera", video, camera, first, ntpOf);
    write("microphone", audio, microphone, first, ntpOf);
}

function write(name, chunks, track, first, ntpOf) {
    const records = [];
    let number = 65500; // wraps
    let reported = -1000;
    for (const chunk of chunks) {
        const millis = Math.round((chunk.at - first) / 1000) + 40; // the way takes 40 ms
        const rtp =
            (track.base +
                Math.round(((chunk.at - first) * track.rate) / 1000)) >>>
            0;
        const payloads = track.packets(Buffer.from(chunk.bytes, "base64"));
        payloads.forEach((payload, index) => {
            const head = Buffer.alloc(12);
            head[0] = 0x80;
            head[1] =
                track.type |
                (track.type === 96 && index === payloads.length - 1 ? 0x80 : 0);
            head.writeUInt16BE(number++ & 0xffff, 2);
            head.writeUInt32BE(rtp, 4);
            head.writeUInt32BE(track.ssrc, 8);
            records.push(record(1, millis, Buffer.concat([head, payload])));
        });
        if (millis - reported < 1000) continue;
        reported = millis;
        const report = Buffer.alloc(16);
        report.writeBigUInt64BE(ntpOf(chunk.at), 0);
        report.writeUInt32BE(rtp, 8);
        report.writeUInt32BE(track.ssrc, 12);
        records.push(record(2, millis, report));
    }
    writeFileSync(join(here, `${name}.records`), Buffer.concat(records));
    console.log(
        name,
        chunks.length,
        "chunks",
        records.length,
        "records",
        Buffer.concat(records).length,
        "bytes",
    );
}

function record(kind, millis, bytes) {
    const head = Buffer.alloc(7);
    head[0] = kind;
    head.writeUInt32BE(millis, 1);
    head.writeUInt16BE(bytes.length, 5);
    return Buffer.concat([head, bytes]);
}

// X; I and L and T: a picture id of 15 bits that wraps, TL0PICIDX, layer 0.
function vp8() {
    let picture = 32760;
    let base = 250;
    return (frame) => {
        const payloads = [];
        for (let at = 0; at < frame.length; at += 1100) {
            const id = picture & 0x7fff;
            const descriptor = [
                0x80 | (at === 0 ? 0x10 : 0),
                0xe0,
                0x80 | (id >> 8),
                id & 0xff,
                base & 0xff,
                0,
            ];
            payloads.push(
                Buffer.concat([
                    Buffer.from(descriptor),
                    frame.subarray(at, at + 1100),
                ]),
            );
        }
        picture++;
        base++;
        return payloads;
    };
}
