global using Trading.Edge;
global using Trading.Edge.Accounts;
global using Trading.Edge.Requests;
global using Trading.Edge.SignIn;
global using Trading.Edge.Storage;
global using Trading.Edge.Time;
global using Trading.Evaluation.Pool;
global using Trading.Streams;
