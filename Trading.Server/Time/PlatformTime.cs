namespace Trading.Server.Time;

/// <summary>What the platform's clock says. Source: docs/spec/http.md.</summary>
/// <param name="Now">UTC microseconds.</param>
internal sealed record PlatformTime(long Now);
