using System.Buffers.Binary;
using Trading.Crypto;
using Trading.Media.Recording;

namespace Trading.Media.Audits;

/// <summary>All heads of one track.</summary>
/// <param name="Track">Its number in the room.</param>
/// <param name="Start">Where its chain begins.</param>
/// <param name="Heads">The head after each second, from 0.</param>
/// <param name="End">The End, once it was published.</param>
public sealed record TrackRow(uint Track, byte[] Start, IReadOnlyList<byte[]> Heads, TapeEnd? End)
{
    /// <summary>The head before a second: of the one before it, or the start.</summary>
    public byte[] Before(uint second) => second == 0 ? Start : Heads[(int)second - 1];
}

/// <summary>
/// The heads of a room's recordings, from its stream or from a file <c>recordings.heads</c>: values, each behind its
/// length (4 bytes). Whatever is wrong with them is kept as a sentence. Source: docs/spec/recording.md, "Heads".
/// </summary>
public sealed class HeadsBook
{
    private HeadsBook(
        IReadOnlyList<RecordingHeads> values,
        IReadOnlyList<TrackRow> tracks,
        IReadOnlyList<string> valueProblems,
        IReadOnlyList<string> trackProblems
    ) => (Values, Tracks, ValueProblems, TrackProblems) = (values, tracks, valueProblems, trackProblems);

    /// <summary>The values that could be read, in order.</summary>
    public IReadOnlyList<RecordingHeads> Values { get; }

    /// <summary>What they say of each track, by number.</summary>
    public IReadOnlyList<TrackRow> Tracks { get; }

    /// <summary>What is wrong with the values as a sequence.</summary>
    public IReadOnlyList<string> ValueProblems { get; }

    /// <summary>What is wrong with a track's heads as a sequence.</summary>
    public IReadOnlyList<string> TrackProblems { get; }

    /// <summary>One value as a heads file has it.</summary>
    public static byte[] Entry(RecordingHeads heads)
    {
        ArgumentNullException.ThrowIfNull(heads);
        return new WireWriter().Bytes(heads.ToBytes()).ToArray();
    }

    /// <summary>Reads a heads file; its rest is left out where a value cannot be read.</summary>
    public static HeadsBook Read(Suite suite, ReadOnlySpan<byte> file)
    {
        var values = new List<RecordingHeads>();
        var rest = file;
        while (!rest.IsEmpty)
        {
            if (rest.Length < 4)
                return Of(suite, values, $"value {values.Count} is cut off");
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - 4)
                return Of(suite, values, $"value {values.Count} is cut off");
            if (!RecordingHeads.TryParse(rest.Slice(4, (int)length), out var value))
                return Of(suite, values, $"value {values.Count} is not canonical");
            values.Add(value!);
            rest = rest[(4 + (int)length)..];
        }
        return Of(suite, values);
    }

    /// <summary>Heads that a stream carried.</summary>
    public static HeadsBook Of(Suite suite, IReadOnlyList<RecordingHeads> values, string? problem = null)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(values);
        var problems = new List<string>();
        for (var i = 0; i < values.Count; i++)
            if (ProblemOf(suite, values, i) is { } found)
                problems.Add(found);
        if (problem is not null)
            problems.Add(problem);
        var trackProblems = new List<string>();
        return new(values, RowsOf(values, trackProblems), problems, trackProblems);
    }

    private static string? ProblemOf(Suite suite, IReadOnlyList<RecordingHeads> values, int i)
    {
        var value = values[i];
        if (value.Number != i)
            return $"value {i} bears number {value.Number}";
        if (!value.Room.AsSpan().SequenceEqual(values[0].Room))
            return $"value {i} is of another room";
        var before = i == 0 ? new byte[Suite.HashBytes] : values[i - 1].Hash(suite);
        if (!value.Before.AsSpan().SequenceEqual(before))
            return $"value {i} does not follow the one before it";
        return i > 0 && value.At < values[i - 1].At ? $"value {i} is older than the one before it" : null;
    }

    private static List<TrackRow> RowsOf(IReadOnlyList<RecordingHeads> values, List<string> problems)
    {
        var rows = new SortedDictionary<uint, (byte[] Start, List<byte[]> Heads, TapeEnd? End)>();
        foreach (var told in values.SelectMany(value => value.Tracks))
        {
            var row = rows.TryGetValue(told.Track, out var known) ? known : (told.Start, [], null);
            if (!row.Start.AsSpan().SequenceEqual(told.Start))
                problems.Add($"track {told.Track} begins twice");
            else if (row.End is not null)
                problems.Add($"track {told.Track} goes on behind its end");
            else if (told.First != row.Heads.Count)
                problems.Add($"track {told.Track}: head of second {told.First} follows {row.Heads.Count} heads");
            else
            {
                row.Heads.AddRange(told.Heads);
                row.End = told.End;
            }
            rows[told.Track] = row;
        }
        return [.. rows.Select(r => new TrackRow(r.Key, r.Value.Start, r.Value.Heads, r.Value.End))];
    }
}
