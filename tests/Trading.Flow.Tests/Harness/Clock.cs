namespace Trading.Flow.Tests;

/// <summary>This machine's clock, which the processes of a platform share.</summary>
internal static class Clock
{
    public static long Now => (DateTime.UtcNow - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>Returns at the instant (UTC microseconds), which is part of the story: a deadline, a tick.</summary>
    public static async Task ReachesAsync(long micros)
    {
        while (micros - Now is > 0 and var left)
            await Task.Delay(TimeSpan.FromMicroseconds(Math.Min(left, 200_000)));
    }
}
