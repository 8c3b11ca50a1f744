using Trading.Media.Recording;

namespace Trading.Media.Export;

/// <summary>
/// When a frame was made, in UTC microseconds. Sender reports give the sender's own clock for a timestamp; all tracks
/// of a source share that clock, and how far it is off ours is the least that one of its reports took to come. A time
/// that is more than two seconds away from when the frame came is not believed: then it is when the frame came.
/// Source: RFC 3550, 6.4.1; docs/spec/recording.md, "Export".
/// </summary>
internal sealed class TrackClock(TapeHeader header)
{
    private const long MostDriftMicros = 2_000_000;
    private const long Million = 1_000_000;

    // Seconds from 1900, where NTP counts from, to 1970.
    private const long NtpEpoch = 2_208_988_800;
    private readonly List<(uint Millis, long Micros, long Timestamp)> reports = [];
    private (long Micros, long Timestamp)? first;
    private int at;

    /// <summary>Least difference of arrival and report in microseconds; null where nothing was reported.</summary>
    public long? Offset { get; private set; }

    /// <summary>A clock that knows the same and is asked from the beginning.</summary>
    public TrackClock Again()
    {
        var again = new TrackClock(header) { first = first, Offset = Offset };
        again.reports.AddRange(reports);
        return again;
    }

    /// <summary>
    /// Takes a report; <paramref name="timestamp"/> is its RTP time on the line of the track's packets.
    /// </summary>
    public void Report(TapeRecord report, long timestamp)
    {
        var seconds = (long)(report.Ntp >> 32) - NtpEpoch;
        var micros = seconds * Million + (long)((report.Ntp & uint.MaxValue) * (ulong)Million >> 32);
        reports.Add((report.Millis, micros, timestamp));
        var offset = Came(report.Millis) - micros;
        Offset = long.Min(Offset ?? offset, offset);
    }

    /// <summary>Takes a frame: the first one is the clock of a track without reports.</summary>
    public void Frame(TrackFrame frame) => first ??= (Came(frame.Millis), frame.Timestamp);

    /// <summary>
    /// The frame's time; frames are asked in their order. <paramref name="offset"/> is the source's.
    /// </summary>
    public long MicrosOf(TrackFrame frame, long? offset)
    {
        var came = Came(frame.Millis);
        var made = Made(frame, offset);
        return long.Abs(made - came) <= MostDriftMicros ? made : came;
    }

    private long Made(TrackFrame frame, long? offset)
    {
        if (offset is not { } off || reports.Count == 0)
            return first is { } begun ? begun.Micros + Ticks(frame.Timestamp - begun.Timestamp) : Came(frame.Millis);
        while (at + 1 < reports.Count && reports[at + 1].Millis <= frame.Millis)
            at++;
        return reports[at].Micros + off + Ticks(frame.Timestamp - reports[at].Timestamp);
    }

    private long Ticks(long ticks) => ticks * Million / header.ClockRate;

    private long Came(uint millis) => header.StartedAt + millis * 1000L;
}
