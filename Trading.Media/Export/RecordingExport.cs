using Trading.Crypto;
using Trading.Media.Codecs;
using Trading.Media.Recording;

namespace Trading.Media.Export;

/// <summary>What of a track went into an export.</summary>
/// <param name="Header">The track.</param>
/// <param name="Packets">Packets that were recorded.</param>
/// <param name="Lost">Packets that never came.</param>
/// <param name="Superfluous">Packets that came twice or too late.</param>
/// <param name="Unreadable">Packets that cannot be read, and parts that do not open.</param>
/// <param name="Frames">Frames in the file.</param>
/// <param name="LeftOut">Frames that are not whole, or refer to one that is not.</param>
/// <param name="Losses">Losses by second.</param>
public sealed record ExportedTrack(
    TapeHeader Header,
    int Packets,
    int Lost,
    int Superfluous,
    int Unreadable,
    int Frames,
    int LeftOut,
    IReadOnlyList<TapeLoss> Losses
);

/// <summary>An export that was written.</summary>
/// <param name="Bytes">Its length.</param>
/// <param name="Hash">Its SHA-256.</param>
/// <param name="Millis">How long it plays.</param>
/// <param name="StartedAt">UTC microseconds of its beginning.</param>
/// <param name="Tracks">What of each track is in it.</param>
public sealed record ExportResult(
    long Bytes,
    byte[] Hash,
    long Millis,
    long StartedAt,
    IReadOnlyList<ExportedTrack> Tracks
);

/// <summary>
/// Exports tracks of a room as one WebM: VP8 and Opus as they were sent, nothing is coded anew. The same recording
/// gives the same bytes, so whoever has the recording can check an export. Three passes over the recording; in memory
/// are a cluster and what waits for its place. Source: docs/spec/recording.md, "Export".
/// </summary>
public static class RecordingExport
{
    /// <summary>Most tracks of one file: a block names its track in one byte.</summary>
    public const int MostTracks = 126;

    /// <summary>
    /// Writes the tracks, in the order of their numbers, front to back. Null, and nothing written, where none of them
    /// has a frame.
    /// </summary>
    public static ExportResult? Write(IReadOnlyList<TapeReader> tapes, Stream output)
    {
        ArgumentNullException.ThrowIfNull(tapes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tapes.Count, MostTracks);
        var tracks = tapes.OrderBy(tape => tape.Scan.Header!.Track).Select(Learn).ToList();
        var shown = tracks.Where(track => track.Learnt.Frames > 0).ToList();
        if (shown.Count == 0)
            return null;
        var startedAt = shown.Min(track => track.Header.StartedAt);
        var offsets = shown
            .GroupBy(track => track.Header.Source)
            .ToDictionary(group => group.Key, group => group.Min(track => track.Learnt.Clock.Offset));
        using var hash = shown[0].Header.Suite.BeginHash();
        using var hashed = new HashedStream(output, hash);
        var millis = Webm.Write(
            [.. shown.Select((track, index) => track.Entry(index + 1))],
            startedAt,
            () =>
                Merge([
                    .. shown.Select(
                        (track, index) => Blocks(track, index + 1, offsets[track.Header.Source], startedAt)
                    ),
                ]),
            hashed
        );
        return new(hashed.Written, hashed.Finish(), millis, startedAt, [.. tracks.Select(track => track.Told())]);
    }

    private static ExportTrack Learn(TapeReader tape)
    {
        var frames = new TrackFrames(tape);
        foreach (var _ in frames.Read()) { }
        return new ExportTrack(tape, frames);
    }

    private static IEnumerable<WebmBlock> Blocks(ExportTrack track, int number, long? offset, long startedAt)
    {
        var last = -1L;
        // Each pass begins its clock anew, but with all reports: what the first pass learnt.
        var clock = track.Learnt.Clock.Again();
        foreach (var frame in new TrackFrames(track.Tape).Read())
        {
            // Two frames of a track never share a moment: a player would show one of them.
            last = long.Max((clock.MicrosOf(frame, offset) - startedAt) / 1000, last + 1);
            var length =
                track.Header.IsVideo || !OpusPacket.TryRead(frame.Data.Span, out var sound) ? 0 : sound.Samples / 48;
            yield return new(number, last, frame.IsKey, frame.Data, last + length);
        }
    }

    // By time; at the same moment the lower track first.
    private static IEnumerable<WebmBlock> Merge(IReadOnlyList<IEnumerable<WebmBlock>> tracks)
    {
        var waiting = new PriorityQueue<IEnumerator<WebmBlock>, (long, int)>();
        try
        {
            foreach (var track in tracks.Select(t => t.GetEnumerator()))
                Advance(waiting, track);
            while (waiting.TryDequeue(out var track, out _))
            {
                yield return track.Current;
                Advance(waiting, track);
            }
        }
        finally
        {
            foreach (var (track, _) in waiting.UnorderedItems)
                track.Dispose();
        }
    }

    private static void Advance(
        PriorityQueue<IEnumerator<WebmBlock>, (long, int)> waiting,
        IEnumerator<WebmBlock> track
    )
    {
        if (track.MoveNext())
            waiting.Enqueue(track, (track.Current.Millis, track.Current.Track));
        else
            track.Dispose();
    }

    private sealed record ExportTrack(TapeReader Tape, TrackFrames Learnt)
    {
        public TapeHeader Header => Tape.Scan.Header!;

        public WebmTrack Entry(int number) =>
            new(
                number,
                $"{Header.Source} {Header.Kind.ToString().ToLowerInvariant()}",
                Header.IsVideo,
                Learnt.Size.Width,
                Learnt.Size.Height
            );

        public ExportedTrack Told() =>
            new(
                Header,
                Learnt.Packets,
                Learnt.Lost,
                Learnt.Superfluous,
                Learnt.Unreadable + Learnt.ClosedParts,
                Learnt.Frames,
                Learnt.LeftOut,
                Learnt.Losses
            );
    }

    private sealed class HashedStream(Stream inner, RunningHash hash) : Stream
    {
        public long Written { get; private set; }

        public byte[] Finish() => hash.Finish();

        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => Written;
        public override long Position
        {
            get => Written;
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            inner.Write(buffer);
            hash.Append(buffer);
            Written += buffer.Length;
        }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
