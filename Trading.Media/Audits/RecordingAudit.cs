using Trading.Crypto;
using Trading.Media.Codecs;
using Trading.Media.Recording;

namespace Trading.Media.Audits;

/// <summary>
/// The numbered checks of a room's recordings. Each second is proved between two heads, so damage in one is named and
/// costs no other. Source: docs/spec/recording.md, "Checks".
/// </summary>
public static class RecordingAudit
{
    private static readonly (string Number, string Title, Func<RecordingEvidence, Finding> Run)[] Checks =
    [
        ("V111", "heads are canonical, numbered, chained, and of this room", Values),
        ("V112", "heads of each track follow one another from its start to its end", Tracks),
        ("V113", "the heads lie in the room's stream", Stream),
        ("V114", "each track has its file, and each file is a track's", Files),
        ("V115", "each second gives the head that was published", Seconds),
        ("V116", "no second is missing, moved, repeated or put in", Order),
        ("V117", "a second without packets says why", Gaps),
        ("V118", "finished files have their published hash, and nothing follows", Ends),
        ("V119", "what is sealed opens and is the track's", Parts),
        ("V120", "custody files say what the recordings say", CustodyChecks.Run),
    ];

    /// <summary>All checks, in the order of their numbers.</summary>
    public static IReadOnlyList<RecordingResult> Check(RecordingEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return
        [
            .. Checks.Select(check =>
            {
                var finding = check.Run(evidence);
                return new RecordingResult(check.Number, check.Title, finding.Outcome, finding.Detail);
            }),
        ];
    }

    private static Finding Values(RecordingEvidence e)
    {
        var problems = e.Heads.ValueProblems.ToList();
        if (e.Heads.Values.Count == 0 && problems.Count == 0)
            problems.Add("there are no heads");
        if (e.Room is { } room && e.Heads.Values.Any(v => !v.Room.AsSpan().SequenceEqual(room)))
            problems.Add("the heads are of another room");
        return Finding.Of(problems, $"{e.Heads.Values.Count} values");
    }

    private static Finding Tracks(RecordingEvidence e) =>
        Finding.Of(
            e.Heads.TrackProblems,
            $"{e.Heads.Tracks.Count} tracks, {e.Heads.Tracks.Sum(t => t.Heads.Count)} seconds"
        );

    private static Finding Stream(RecordingEvidence e) =>
        e.AreHeadsOfStream
            ? new(RecordingOutcome.Pass, $"{e.Heads.Values.Count} values")
            : new(
                RecordingOutcome.NotApplicable,
                "the archive carries no heads: those beside the recordings were taken"
            );

    private static Finding Files(RecordingEvidence e)
    {
        var problems = new List<string>();
        foreach (var row in e.Heads.Tracks)
        {
            var count = e.Of(row).Count();
            if (count != 1)
                problems.Add(count == 0 ? $"track {row.Track} has no file" : $"track {row.Track} has {count} files");
        }
        foreach (var file in e.Files)
            if (file.Scan.Header is not { } header)
                problems.Add($"{file.Name} is no track");
            else if (e.Heads.Tracks.All(row => !row.Start.AsSpan().SequenceEqual(header.Start())))
                problems.Add($"{file.Name} is a track that no head names");
            else if (e.Heads.Tracks.All(row => row.Track != header.Track))
                problems.Add($"{file.Name} bears another number than its heads");
        return Finding.Of(problems, $"{e.Files.Count} files");
    }

    private static Finding Seconds(RecordingEvidence e)
    {
        var (problems, proved, own) = (new List<string>(), 0, 0);
        foreach (var (row, file) in e.Pairs())
        {
            var changed = new List<uint>();
            byte[]? before = null;
            foreach (var second in file.Scan.Seconds)
            {
                var isTold = second.Number < row.Heads.Count;
                before = second.Number <= row.Heads.Count ? row.Before(second.Number) : before;
                var head = before is null
                    ? null
                    : TapeChain.Next(file.Scan.Header!.Suite, before, second.Number, second.Digest);
                var wanted = isTold ? row.Heads[(int)second.Number] : second.Claimed;
                if (second.Claimed is null && !isTold)
                    continue; // begun and never closed: V116 and V118 say so where it may not be
                if (!Same(head, wanted) || second.Claimed is not null && !Same(head, second.Claimed))
                    changed.Add(second.Number);
                else if (isTold)
                    proved++;
                else
                    own++;
                before = head;
            }
            Name(problems, row, changed, "was changed", "were changed");
        }
        return Finding.Of(
            problems,
            $"{proved} seconds" + (own == 0 ? "" : $"; {own} behind the last heads stand on the file's own chain")
        );
    }

    private static Finding Order(RecordingEvidence e)
    {
        var (problems, count) = (new List<string>(), 0);
        foreach (var (row, file) in e.Pairs())
        {
            var numbers = file.Scan.Seconds.Select(s => s.Number).ToList();
            var there = numbers.ToHashSet();
            count += there.Count;
            var missing = Enumerable.Range(0, row.Heads.Count).Select(n => (uint)n).Where(n => !there.Contains(n));
            Name(problems, row, [.. missing], "is missing", "are missing");
            var moved = numbers.Zip(numbers.Skip(1)).Where(p => p.Second < p.First).Select(p => p.Second);
            Name(problems, row, [.. moved], "stands behind a later one", "stand behind later ones");
            var twice = numbers.GroupBy(n => n).Where(g => g.Count() > 1).Select(g => g.Key);
            Name(problems, row, [.. twice], "stands there more than once", "stand there more than once");
            var late = numbers.Where(n => row.End is not null && n >= row.End.Seconds);
            Name(problems, row, [.. late], "stands behind the end", "stand behind the end");
            var open = file.Scan.Seconds.SkipLast(row.End is null && file.Scan.End is null ? 1 : 0);
            Name(
                problems,
                row,
                [.. open.Where(s => s.Claimed is null).Select(s => s.Number)],
                "is not closed",
                "are not closed"
            );
            foreach (var gap in file.Scan.Breaks)
                problems.Add($"track {row.Track}: {gap.Length} bytes at {gap.Offset} are no second");
        }
        return Finding.Of(problems, $"{count} seconds");
    }

    private static Finding Gaps(RecordingEvidence e)
    {
        var (problems, told) = (new List<string>(), new SortedDictionary<GapCause, long>());
        foreach (var (row, file) in e.Pairs())
        {
            var silent = file.Scan.Seconds.Where(s => s.Claimed is not null && s.Parts.Count == 0 && s.Gaps.Count == 0);
            Name(
                problems,
                row,
                [.. silent.Select(s => s.Number)],
                "is empty and says nothing",
                "are empty and say nothing"
            );
            foreach (var gap in file.Scan.Seconds.SelectMany(s => s.Gaps))
                told[gap.Cause] = told.GetValueOrDefault(gap.Cause) + gap.To - gap.From;
        }
        return Finding.Of(
            problems,
            told.Count == 0
                ? "no gaps"
                : string.Join(", ", told.Select(t => $"{t.Key.ToString().ToLowerInvariant()} {t.Value} ms"))
        );
    }

    private static Finding Ends(RecordingEvidence e)
    {
        var (problems, finished, going) = (new List<string>(), 0, 0);
        foreach (var (row, file) in e.Pairs())
        {
            var scan = file.Scan;
            if (row.End is null && scan.End is null)
                going++;
            else if (scan.End is null)
                problems.Add($"track {row.Track}: its end is missing");
            else if (row.End is null)
                problems.Add($"track {row.Track}: its end was not published");
            else if (!Same(scan.Hash, row.End.Hash))
                problems.Add($"track {row.Track}: the file has another hash than was published");
            else if (
                !Same(scan.End.Hash, row.End.Hash)
                || scan.End.Seconds != row.End.Seconds
                || !Same(scan.EndHead, row.Before(row.End.Seconds))
            )
                problems.Add($"track {row.Track}: the end says something else than was published");
            else
                finished++;
        }
        return Finding.Of(problems, $"{finished} finished" + (going == 0 ? "" : $", {going} not finished"));
    }

    private static Finding Parts(RecordingEvidence e)
    {
        if (e.Key is not { } key)
            return new(RecordingOutcome.Withheld, "the room's key was not given");
        var (problems, packets) = (new List<string>(), 0L);
        foreach (var (row, file) in e.Pairs())
        {
            if (!key.Opens(file.Scan.Header!))
            {
                problems.Add($"track {row.Track} is sealed under another key");
                continue;
            }
            using var reader = new TapeReader(file.Scan, key, file.Content);
            var (closed, foreign) = (new List<uint>(), new List<uint>());
            foreach (var second in file.Scan.Seconds)
            foreach (var part in second.Parts)
                if (reader.Open(second, part) is not { } records)
                    closed.Add(second.Number);
                else if (records.All(record => IsOf(file.Scan.Header!, record)))
                    packets += records.Count(r => r.Kind == TapeRecordKind.Packet);
                else
                    foreign.Add(second.Number);
            Name(problems, row, [.. closed.Distinct()], "does not open", "do not open");
            Name(
                problems,
                row,
                [.. foreign.Distinct()],
                "holds what is not the track's",
                "hold what is not the track's"
            );
        }
        return Finding.Of(problems, $"{packets} packets");
    }

    private static bool IsOf(TapeHeader header, TapeRecord record) =>
        record.Kind == TapeRecordKind.Report
            ? record.Ssrc == header.Ssrc
            : TapedPacket.TryRead(record.Bytes.Span, out var packet)
                && packet.Ssrc == header.Ssrc
                && packet.PayloadType == header.PayloadType;

    private static void Name(List<string> problems, TrackRow row, List<uint> seconds, string one, string many)
    {
        if (seconds.Count > 0)
            problems.Add(
                $"track {row.Track}: "
                    + (seconds.Count == 1 ? $"second {seconds[0]} {one}" : $"seconds {SecondText.Of(seconds)} {many}")
            );
    }

    private static bool Same(byte[]? a, byte[]? b) => a is not null && b is not null && a.AsSpan().SequenceEqual(b);
}
