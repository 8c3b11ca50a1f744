using System.Globalization;
using Trading.Documents;

namespace Trading.Opening;

/// <summary>Instants as a record prints them: Beijing time (UTC+8, no summer time) to the second; the exact instant beside it where it matters.</summary>
internal static class RecordTime
{
    private const long LastMicros = 253_402_300_799_999_999 - BeijingMicros;
    private const long BeijingMicros = 8L * 3_600_000_000;

    /// <summary>2027-01-15 16:10:00.</summary>
    public static string Clock(long micros) => Print(micros, BeijingMicros, "yyyy-MM-dd HH:mm:ss");

    /// <summary>16:10:00, where the day stands elsewhere.</summary>
    public static string Time(long micros) => Print(micros, BeijingMicros, "HH:mm:ss");

    /// <summary>2027-01-15T08:10:00.000000Z.</summary>
    public static string Instant(long micros) => Print(micros, 0, "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'");

    /// <summary>Both.</summary>
    public static Text Exact(long micros) => Text.Of(new Run(Clock(micros)), new Run($"  {Instant(micros)}") { Small = true, Tone = Tone.Muted });

    // What no calendar has is printed as it stands: a record of a forged stream must still be a record of something.
    private static string Print(long micros, long offset, string format) => micros is < 0 or > LastMicros
        ? micros.ToString(CultureInfo.InvariantCulture) + " µs"
        : DateTimeOffset.UnixEpoch.AddTicks((micros + offset) * TimeSpan.TicksPerMicrosecond).ToString(format, CultureInfo.InvariantCulture);
}
