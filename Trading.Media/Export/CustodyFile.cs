using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Trading.Media.Recording;

namespace Trading.Media.Export;

/// <summary>A track as a custody file tells it.</summary>
/// <param name="Track">Its number.</param>
/// <param name="Kind">What it is of.</param>
/// <param name="Source">Whose it is.</param>
/// <param name="StartedAt">UTC microseconds of its beginning.</param>
/// <param name="Seconds">Seconds in the file.</param>
/// <param name="Start">Where its chain begins.</param>
/// <param name="Head">The last head; the start where there is none.</param>
/// <param name="Finished">Hash of the finished file; null where it goes on.</param>
/// <param name="Packets">Packets that were recorded.</param>
/// <param name="Frames">Frames in the export.</param>
/// <param name="Lost">Packets that never came.</param>
/// <param name="LeftOut">Frames that were left out.</param>
/// <param name="Gaps">Gaps with causes, joined where they go on.</param>
/// <param name="Losses">Lost packets by second.</param>
public sealed record CustodyTrack(
    uint Track,
    TapeKind Kind,
    string Source,
    long StartedAt,
    uint Seconds,
    byte[] Start,
    byte[] Head,
    byte[]? Finished,
    int Packets,
    int Frames,
    int Lost,
    int LeftOut,
    IReadOnlyList<TapeGap> Gaps,
    IReadOnlyList<TapeLoss> Losses
);

/// <summary>
/// Says what an export is, of what, by whom and when: canonical JSON, so that it can be compared and signed byte for
/// byte. Source: docs/spec/recording.md, "Custody file".
/// </summary>
/// <param name="Room">The room, 16 bytes.</param>
/// <param name="ExportedAt">UTC microseconds.</param>
/// <param name="ExportedBy">Who exported, 1–100 letters.</param>
/// <param name="File">Name of the exported file, without a folder, 1–255 letters.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Hash">Its SHA-256.</param>
/// <param name="Millis">How long it plays.</param>
/// <param name="HeadsNumber">Number of the last value of heads that stood behind it; -1 where there was none.</param>
/// <param name="HeadsHash">Its hash; empty where there was none.</param>
/// <param name="Tracks">The exported tracks.</param>
public sealed record CustodyFile(
    byte[] Room,
    long ExportedAt,
    string ExportedBy,
    string File,
    long Bytes,
    byte[] Hash,
    long Millis,
    long HeadsNumber,
    byte[] HeadsHash,
    IReadOnlyList<CustodyTrack> Tracks
)
{
    /// <summary>Most bytes of a custody file.</summary>
    public const int MostBytes = 16 << 20;

    /// <summary>What its key <c>format</c> says.</summary>
    public const string Format = "trading-custody/1";

    private static readonly JsonWriterOptions Printing = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = false,
    };

    /// <summary>What the custody file says of one exported track.</summary>
    public static CustodyTrack TrackOf(TapeScan scan, ExportedTrack exported)
    {
        ArgumentNullException.ThrowIfNull(scan);
        ArgumentNullException.ThrowIfNull(exported);
        var header = exported.Header;
        var closed = scan.Seconds.Where(second => second.Claimed is not null).ToList();
        return new(
            header.Track,
            header.Kind,
            header.Source,
            header.StartedAt,
            (uint)closed.Count,
            header.Start(),
            closed.Count == 0 ? header.Start() : closed[^1].Claimed!,
            scan.End?.Hash,
            exported.Packets,
            exported.Frames,
            exported.Lost,
            exported.LeftOut,
            GapsOf(scan),
            exported.Losses
        );
    }

    /// <summary>A track's gaps, joined where one goes on in the next second.</summary>
    public static IReadOnlyList<TapeGap> GapsOf(TapeScan scan)
    {
        ArgumentNullException.ThrowIfNull(scan);
        var joined = new List<TapeGap>();
        foreach (var gap in scan.Seconds.SelectMany(second => second.Gaps))
            if (joined.Count > 0 && joined[^1].To == gap.From && joined[^1].Cause == gap.Cause)
                joined[^1] = joined[^1] with { To = gap.To };
            else
                joined.Add(gap);
        return joined;
    }

    /// <summary>The canonical bytes: one line of JSON in UTF-8, with a line feed behind it.</summary>
    public byte[] ToBytes()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Printing))
            Write(writer);
        return [.. buffer.WrittenSpan, (byte)'\n'];
    }

    /// <summary>Reads canonical bytes; false for anything else.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out CustodyFile? custody)
    {
        custody = null;
        if (bytes.Length > MostBytes)
            return false;
        try
        {
            using var document = JsonDocument.Parse(bytes.ToArray(), new JsonDocumentOptions { MaxDepth = 8 });
            var read = CustodyJson.Read(document.RootElement);
            // One spelling: whatever would be printed otherwise is none.
            if (read is null || !read.IsSound || !read.ToBytes().AsSpan().SequenceEqual(bytes))
                return false;
            custody = read;
            return true;
        }
        catch (Exception broken)
            when (broken
                    is JsonException
                        or FormatException
                        or ArgumentException
                        or OverflowException
                        or InvalidOperationException
                        or KeyNotFoundException
            )
        {
            return false;
        }
    }

    private bool IsSound =>
        Room.Length == TapeHeader.RoomBytes
        && ExportedBy.Length is >= 1 and <= 100
        && File.Length is >= 1 and <= 255
        && !File.Contains('/', StringComparison.Ordinal)
        && Tracks.Count is >= 1 and <= RecordingExport.MostTracks;

    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("format", Format);
        writer.WriteString("room", Hex(Room));
        writer.WriteNumber("exportedAt", ExportedAt);
        writer.WriteString("exportedBy", ExportedBy);
        writer.WriteString("file", File);
        writer.WriteNumber("bytes", Bytes);
        writer.WriteString("sha256", Hex(Hash));
        writer.WriteNumber("millis", Millis);
        writer.WriteNumber("headsNumber", HeadsNumber);
        writer.WriteString("headsHash", Hex(HeadsHash));
        writer.WriteStartArray("tracks");
        foreach (var track in Tracks)
            Write(writer, track);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, CustodyTrack track)
    {
        writer.WriteStartObject();
        writer.WriteNumber("track", track.Track);
        writer.WriteString("kind", track.Kind.ToString());
        writer.WriteString("source", track.Source);
        writer.WriteNumber("startedAt", track.StartedAt);
        writer.WriteNumber("seconds", track.Seconds);
        writer.WriteString("start", Hex(track.Start));
        writer.WriteString("head", Hex(track.Head));
        writer.WriteString("finished", track.Finished is { } hash ? Hex(hash) : null);
        writer.WriteNumber("packets", track.Packets);
        writer.WriteNumber("frames", track.Frames);
        writer.WriteNumber("lost", track.Lost);
        writer.WriteNumber("leftOut", track.LeftOut);
        writer.WriteStartArray("gaps");
        foreach (var gap in track.Gaps)
        {
            writer.WriteStartObject();
            writer.WriteNumber("from", gap.From);
            writer.WriteNumber("to", gap.To);
            writer.WriteString("cause", gap.Cause.ToString());
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteStartArray("losses");
        foreach (var loss in track.Losses)
        {
            writer.WriteStartObject();
            writer.WriteNumber("second", loss.Second);
            writer.WriteNumber("packets", loss.Packets);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
