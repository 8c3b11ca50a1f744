using System.Diagnostics;

namespace Trading.Relay;

/// <summary>One clock for everything: it never falls, whatever the system's does.</summary>
internal sealed class MediaClock
{
    /// <summary>The process's: relay and recorder have to agree.</summary>
    public static MediaClock Shared { get; } = new();

    private readonly long start = Stopwatch.GetTimestamp();
    private readonly long utc = (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks / 10;

    /// <summary>Milliseconds since the start.</summary>
    public long Millis => Elapsed / 1_000;

    /// <summary>UTC microseconds.</summary>
    public long Micros => utc + Elapsed;

    private long Elapsed => (long)Stopwatch.GetElapsedTime(start).TotalMicroseconds;
}
