global using Trading.Locks.Lists;
global using Trading.Locks.Policies;
global using Trading.Locks.Trustee;
global using Trading.Streams;
global using Trading.Streams.Acts;
global using Trading.Streams.Archives;
global using Trading.Streams.Audits;
global using Trading.Streams.Codec;
global using Trading.Streams.Heads;
global using SecondSecret = Trading.Locks.Policies.SecondSecret;

[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]
