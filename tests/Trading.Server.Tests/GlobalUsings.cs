global using Trading.Locks.Lists;
global using Trading.Locks.Policies;
global using Trading.Locks.Trustee;
global using Trading.Opening.Amounts;
global using Trading.Opening.Archives;
global using Trading.Opening.Audits;
global using Trading.Opening.Codec;
global using Trading.Opening.Deciders;
global using Trading.Opening.Forms;
global using Trading.Opening.Intakes;
global using Trading.Opening.Publications;
global using Trading.Opening.Records;
global using Trading.Opening.Sessions;
global using Trading.Opening.Steps;
global using Trading.Streams;
global using Trading.Streams.Acts;
global using Trading.Streams.Archives;
global using Trading.Streams.Audits;
global using Trading.Streams.Codec;
global using Trading.Streams.Heads;
global using SecondSecret = Trading.Locks.Policies.SecondSecret;

[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]
