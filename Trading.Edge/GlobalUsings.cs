global using Trading.Edge.Time;
global using Trading.Streams;
