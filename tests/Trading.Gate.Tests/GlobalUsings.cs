global using Trading.Edge.Storage;

[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]
