using System.Globalization;

namespace Trading.Cli;

/// <summary>
/// Instants (UTC microseconds) for people: Beijing time, as on every page, wherever the machine stands.
/// </summary>
public static class TimeText
{
    private static readonly TimeSpan Zone = TimeSpan.FromHours(8);
    private const long SecondMicros = 1_000_000;
    private const long DaySeconds = 86_400;
    private const long HourSeconds = 3_600;
    private const long MinuteSeconds = 60;

    public static string Print(long micros) =>
        At(micros).ToString("yyyy-MM-dd HH:mm:ss.fff zzz", CultureInfo.InvariantCulture);

    /// <summary>A deadline, said so that nobody takes it for a time of another zone.</summary>
    public static string Deadline(long micros)
    {
        var form = micros % SecondMicros == 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.fff";
        return $"{At(micros).ToString(form, CultureInfo.InvariantCulture)} 北京时间 (Beijing time, UTC+8)";
    }

    /// <summary>How long something lasts, in its two largest units: "2 d 3 h", "12 min 5 s".</summary>
    public static string Span(long micros)
    {
        var seconds = Math.Max(0, micros / SecondMicros);
        return seconds switch
        {
            >= DaySeconds => $"{seconds / DaySeconds} d {seconds % DaySeconds / HourSeconds} h",
            >= HourSeconds => $"{seconds / HourSeconds} h {seconds % HourSeconds / MinuteSeconds} min",
            >= MinuteSeconds => $"{seconds / MinuteSeconds} min {seconds % MinuteSeconds} s",
            _ => $"{seconds} s",
        };
    }

    /// <summary>Beijing time, whatever clock the machine has: what deadlines and certificates are told in.</summary>
    public static string Beijing(long micros) =>
        At(micros).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " Beijing time";

    /// <summary>A length of time in seconds with three decimals.</summary>
    public static string Seconds(long micros) =>
        (micros / 1_000_000m).ToString("0.000", CultureInfo.InvariantCulture) + " s";

    public static long Now() => (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private static DateTimeOffset At(long micros) =>
        DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond).ToOffset(Zone);
}
