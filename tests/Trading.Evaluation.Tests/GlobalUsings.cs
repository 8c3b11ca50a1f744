global using Trading.Evaluation.Pool;
global using Trading.Streams;
global using Trading.Streams.Acts;
