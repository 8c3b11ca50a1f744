global using System.Collections.Immutable;
global using Trading.Crypto;
global using Trading.Scoring;
global using Trading.Streams;
global using Trading.Streams.Acts;
global using Trading.Streams.Audits;
global using Trading.Streams.Codec;
global using Finding = Trading.Streams.Audits.Finding;
