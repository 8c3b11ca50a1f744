global using Trading.Edge.Accounts;
global using Trading.Edge.SignIn;
global using Trading.Edge.Storage;
global using Trading.Edge.Time;
global using Trading.Evaluation.Pool;

[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]
