using System.Globalization;

namespace Trading.Documents;

/// <summary>
/// Instants as a document prints them: Beijing time (UTC+8, no summer time) to the second; where it matters, the
/// microseconds behind it in small print.
/// </summary>
public static class PrintedTime
{
    private const long LastMicros = 253_402_300_799_999_999 - BeijingMicros;
    private const long BeijingMicros = 8L * 3_600_000_000;

    /// <summary>2027-01-15 16:10:00.</summary>
    public static string Clock(long micros) => Print(micros, "yyyy-MM-dd HH:mm:ss");

    /// <summary>16:10:00, where the day stands elsewhere.</summary>
    public static string Time(long micros) => Print(micros, "HH:mm:ss");

    /// <summary>2027-01-15 16:10:00.000000: the whole instant, nothing rounded.</summary>
    public static Text Exact(long micros) =>
        Text.Of(new Run(Clock(micros)), new Run(Print(micros, ".ffffff")) { Small = true, Tone = Tone.Muted });

    // What no calendar has is printed as a number: a document of a forged stream must still be one of something.
    private static string Print(long micros, string format) =>
        micros is < 0 or > LastMicros
            ? micros.ToString(CultureInfo.InvariantCulture) + " µs"
            : DateTimeOffset
                .UnixEpoch.AddTicks((micros + BeijingMicros) * TimeSpan.TicksPerMicrosecond)
                .ToString(format, CultureInfo.InvariantCulture);
}
