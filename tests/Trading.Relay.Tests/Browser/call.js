// The browser's side of a call: what a page would do, and what a test asks of it.
const calls = new Map();
const signal = body => fetch('/signal', { method: 'POST', body }).then(r => r.text());
const say = async (act, said = {}) => JSON.parse(await signal(JSON.stringify({ act, ...said })));

const wired = (name, pc) => {
  const call = { name, pc, connection: 0, version: 0, tracks: new Map(), failed: '' };
  calls.set(name, call);
  return call;
};

// UDP that a firewall drops: only the way over TCP is told to the browser.
const cut = (sdp, tcpOnly) =>
  tcpOnly ? sdp.split('\r\n').filter(l => !(l.startsWith('a=candidate:') && / udp /i.test(l))).join('\r\n') : sdp;

const picture = (width, height, rate) => {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d');
  let n = 0;
  setInterval(() => {
    n += 1;
    context.fillStyle = `hsl(${(n * 7) % 360} 80% 50%)`;
    context.fillRect(0, 0, width, height);
    context.fillStyle = '#fff';
    for (let i = 0; i < 12; i++) context.fillRect((n * (i + 3)) % width, (i * height) / 12, width / 8, height / 16);
  }, 1000 / rate);
  return canvas.captureStream(rate).getVideoTracks()[0];
};

window.publish = async (name, how) => {
  const pc = new RTCPeerConnection();
  const call = wired(name, pc);
  call.tcpOnly = how.tcpOnly;
  const media = how.canvas
    ? new MediaStream([picture(how.width, how.height, how.rate)])
    : await navigator.mediaDevices.getUserMedia({
        audio: how.audio !== false && { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
        video: how.video === false ? false : { width: how.width ?? 320, height: how.height ?? 240, frameRate: 15 },
      });
  call.media = media;
  for (const track of media.getTracks()) {
    const layered = track.kind === 'video' && how.layers > 1;
    pc.addTransceiver(track, {
      direction: 'sendonly',
      streams: [media],
      sendEncodings: layered
        ? ['l', 'm', 'h'].slice(0, how.layers).map((rid, i) => ({ rid, scaleResolutionDownBy: 2 ** (how.layers - 1 - i) }))
        : [{}],
    });
  }
  call.room = how.room;
  call.via = how.via;
  call.source = how.source;
  return offer(call);
};

const offer = async (call, options) => {
  await call.pc.setLocalDescription(await call.pc.createOffer(options));
  const said = await say(call.connection ? 'offer' : 'publish', {
    connection: call.connection,
    room: call.room,
    source: call.source,
    sdp: call.pc.localDescription.sdp,
    via: call.via,
  });
  call.connection = said.connection;
  await call.pc.setRemoteDescription({ type: 'answer', sdp: cut(said.sdp, call.tcpOnly) });
  return said;
};

window.restartPublishing = name => offer(calls.get(name), { iceRestart: true });

window.share = async (name, width, height) => {
  const call = calls.get(name);
  call.pc.addTransceiver(picture(width, height, 10), { direction: 'sendonly' });
  return offer(call);
};

window.watch = async (name, how) => {
  const pc = new RTCPeerConnection();
  const call = wired(name, pc);
  call.tcpOnly = how.tcpOnly;
  call.via = how.via;
  pc.ontrack = e => {
    const player = document.createElement(e.track.kind);
    Object.assign(player, { autoplay: true, muted: e.track.kind === 'video', playsInline: true, srcObject: new MediaStream([e.track]) });
    document.body.append(player);
    call.tracks.set(e.transceiver.mid, player);
  };
  return take(call, await say('watch', how));
};

const take = async (call, said) => {
  call.connection = said.connection;
  call.version = said.version;
  call.carried = said.tracks;
  await call.pc.setRemoteDescription({ type: 'offer', sdp: cut(said.sdp, call.tcpOnly) });
  await call.pc.setLocalDescription(await call.pc.createAnswer());
  const done = await say('answer', {
    connection: said.connection,
    version: said.version,
    sdp: call.pc.localDescription.sdp,
  });
  if (done.fault) call.failed = done.fault;
  return said;
};

// What a hub would tell: the relay has another offer.
window.changed = async connection => {
  for (const call of calls.values())
    if (call.connection === connection) {
      call.chain = (call.chain ?? Promise.resolve()).then(async () => {
        const said = await say('offerOf', { connection, via: call.via });
        if (!said.fault && said.version !== call.version) await take(call, said);
      });
      await call.chain;
    }
};

window.restartWatching = async name => {
  const call = calls.get(name);
  return take(call, await say('restart', { connection: call.connection, via: call.via }));
};

window.leave = name => {
  calls.get(name).pc.close();
  calls.delete(name);
};

window.stateOf = name => calls.get(name).pc.connectionState;

// What was decoded of everything that a call receives, and what it sends.
window.seen = async name => {
  const call = calls.get(name);
  const all = [...(await call.pc.getStats()).values()];
  const inbound = all.filter(s => s.type === 'inbound-rtp');
  const video = inbound.filter(s => s.kind === 'video');
  const audio = inbound.filter(s => s.kind === 'audio');
  const sum = (list, field) => list.reduce((n, s) => n + (s[field] ?? 0), 0);
  const pair = all.find(s => s.type === 'candidate-pair' && s.nominated && s.state === 'succeeded');
  const remote = all.find(s => s.id === pair?.remoteCandidateId);
  return {
    state: call.pc.connectionState,
    failed: call.failed,
    videos: video.filter(s => s.framesDecoded > 0).length,
    audios: audio.filter(s => s.totalAudioEnergy > 0).length,
    frames: sum(video, 'framesDecoded'),
    energy: sum(audio, 'totalAudioEnergy'),
    samples: sum(audio, 'totalSamplesReceived'),
    lost: sum(inbound, 'packetsLost'),
    width: Math.max(0, ...video.map(s => s.frameWidth ?? 0)),
    nacks: sum(video, 'nackCount'),
    packets: sum(inbound, 'packetsReceived'),
    protocol: remote?.protocol ?? '',
  };
};

// How much of a WebM a browser decodes.
window.play = async address => {
  const video = Object.assign(document.createElement('video'), { muted: true, src: address });
  document.body.append(video);
  const happened = name => new Promise((done, failed) => {
    video.addEventListener(name, done, { once: true });
    video.addEventListener('error', () => failed(new Error(video.error?.message ?? 'error')), { once: true });
  });
  await happened('loadeddata');
  video.playbackRate = 2;
  const ended = happened('ended');
  await video.play();
  await ended;
  const { totalVideoFrames, corruptedVideoFrames } = video.getVideoPlaybackQuality();
  return { frames: totalVideoFrames, broken: corruptedVideoFrames, sound: video.webkitAudioDecodedByteCount };
};
