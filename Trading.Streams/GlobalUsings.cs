global using Trading.Streams.Acts;
global using Trading.Streams.Archives;
global using Trading.Streams.Codec;
global using Trading.Streams.Heads;
