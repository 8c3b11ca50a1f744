using System.Globalization;

namespace Trading.Cli;

/// <summary>Instants (UTC microseconds) for people: local time with its offset.</summary>
public static class TimeText
{
    public static string Print(long micros) =>
        DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond).ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss.fff zzz", CultureInfo.InvariantCulture);

    /// <summary>A length of time in seconds with three decimals.</summary>
    public static string Seconds(long micros) => (micros / 1_000_000m).ToString("0.000", CultureInfo.InvariantCulture) + " s";

    public static long Now() => (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
