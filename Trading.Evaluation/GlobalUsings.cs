global using Trading.Streams;
global using Trading.Streams.Acts;
