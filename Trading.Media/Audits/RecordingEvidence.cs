using Trading.Media.Export;
using Trading.Media.Recording;

namespace Trading.Media.Audits;

/// <summary>How a check of recordings ended.</summary>
public enum RecordingOutcome
{
    /// <summary>It holds.</summary>
    Pass,

    /// <summary>It does not hold.</summary>
    Fail,

    /// <summary>What it needs was not given.</summary>
    Withheld,

    /// <summary>There is nothing to check.</summary>
    NotApplicable,
}

/// <summary>One numbered check and its outcome.</summary>
/// <param name="Number">V111 …, as docs/spec/recording.md numbers them.</param>
/// <param name="Title">What is checked.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Detail">One sentence with the facts.</param>
public sealed record RecordingResult(string Number, string Title, RecordingOutcome Outcome, string Detail);

/// <summary>One file that lies among the recordings.</summary>
/// <param name="Name">As a person finds it.</param>
/// <param name="Scan">What is in it.</param>
/// <param name="Content">Its bytes, seekable: parts are opened there.</param>
public sealed record RecordedFile(string Name, TapeScan Scan, Stream Content);

/// <summary>A custody file that lies among the recordings, and the export beside it.</summary>
/// <param name="Name">As a person finds it.</param>
/// <param name="Bytes">The custody file.</param>
/// <param name="ExportHash">SHA-256 of the file that it is about; null where that is not there.</param>
public sealed record CustodyBeside(string Name, byte[] Bytes, byte[]? ExportHash);

/// <summary>Everything that a check of a room's recordings looks at.</summary>
public sealed record RecordingEvidence
{
    /// <summary>The room's heads.</summary>
    public required HeadsBook Heads { get; init; }

    /// <summary>
    /// Whether the heads were read from the room's own stream; else they only lay beside the recordings.
    /// </summary>
    public bool AreHeadsOfStream { get; init; }

    /// <summary>The room that they must be of, 16 bytes; null where nothing names one.</summary>
    public byte[]? Room { get; init; }

    /// <summary>The tracks' files.</summary>
    public required IReadOnlyList<RecordedFile> Files { get; init; }

    /// <summary>The room's key; null: everything but what is sealed is checked.</summary>
    public TapeKey? Key { get; init; }

    /// <summary>Custody files.</summary>
    public IReadOnlyList<CustodyBeside> Custody { get; init; } = [];

    /// <summary>The files of a track, by where their chain begins.</summary>
    internal IEnumerable<RecordedFile> Of(TrackRow row) =>
        Files.Where(f => f.Scan.Header is { } header && header.Start().AsSpan().SequenceEqual(row.Start));

    /// <summary>Tracks that have a file, with the first one.</summary>
    internal IEnumerable<(TrackRow Row, RecordedFile File)> Pairs() =>
        Heads.Tracks.SelectMany(row => Of(row).Take(1).Select(file => (row, file)));
}
