using Trading.Crypto;
using Trading.Media.Export;
using Trading.Media.Recording;

namespace Trading.Media.Audits;

/// <summary>V120: custody files say what heads and recordings say, and name the file beside them.</summary>
internal static class CustodyChecks
{
    public static Finding Run(RecordingEvidence e)
    {
        if (e.Custody.Count == 0)
            return new(RecordingOutcome.NotApplicable, "there is no custody file");
        var problems = new List<string>();
        foreach (var file in e.Custody)
            if (!CustodyFile.TryParse(file.Bytes, out var custody))
                problems.Add($"{file.Name} is not canonical");
            else
                problems.AddRange(Problems(e, file, custody!).Select(problem => $"{file.Name}: {problem}"));
        return Finding.Of(problems, $"{e.Custody.Count} custody files");
    }

    private static IEnumerable<string> Problems(RecordingEvidence e, CustodyBeside file, CustodyFile custody)
    {
        if (e.Heads.Values.Count > 0 && !custody.Room.AsSpan().SequenceEqual(e.Heads.Values[0].Room))
            yield return "it is of another room";
        if (file.ExportHash is { } hash && !hash.AsSpan().SequenceEqual(custody.Hash))
            yield return $"{custody.File} has another hash";
        if (HeadsProblem(e, custody) is { } problem)
            yield return problem;
        foreach (var track in custody.Tracks)
            if (TrackProblem(e, track) is { } wrong)
                yield return $"track {track.Track}: {wrong}";
        if (ExportProblem(e, custody) is { } other)
            yield return other;
    }

    private static string? HeadsProblem(RecordingEvidence e, CustodyFile custody)
    {
        if (custody.HeadsNumber < 0)
            return null;
        var value = e.Heads.Values.FirstOrDefault(v => v.Number == custody.HeadsNumber);
        return value is not null && value.Hash(Suite.P256).AsSpan().SequenceEqual(custody.HeadsHash)
            ? null
            : $"heads {custody.HeadsNumber} are others";
    }

    // A file may have grown since: what the export says of it was so at the second that it names.
    private static string? TrackProblem(RecordingEvidence e, CustodyTrack track)
    {
        if (e.Heads.Tracks.FirstOrDefault(row => row.Track == track.Track) is not { } row)
            return "no head names it";
        if (!row.Start.AsSpan().SequenceEqual(track.Start))
            return "it is another track";
        if (track.Seconds > TapeFormat.MostSeconds)
            return "it has too many seconds";
        if (track.Seconds <= row.Heads.Count && !row.Before(track.Seconds).AsSpan().SequenceEqual(track.Head))
            return $"its head after {track.Seconds} seconds is another";
        if (track.Finished is { } hash && row.End is { } end && !end.Hash.AsSpan().SequenceEqual(hash))
            return "its file has another hash";
        return e.Of(row).FirstOrDefault() is { } file ? FileProblem(file.Scan, track) : null;
    }

    private static string? FileProblem(TapeScan scan, CustodyTrack track)
    {
        var header = scan.Header!;
        if ((header.Kind, header.Source, header.StartedAt) != (track.Kind, track.Source, track.StartedAt))
            return "its header says something else";
        if (track.Finished is null)
            return null;
        var closed = scan.Seconds.Count(second => second.Claimed is not null);
        return CustodyFile.GapsOf(scan).SequenceEqual(track.Gaps) && closed == track.Seconds
            ? null
            : "its seconds or gaps are others";
    }

    // The same recording gives the same export, bit for bit; what goes on has changed since.
    private static string? ExportProblem(RecordingEvidence e, CustodyFile custody)
    {
        if (e.Key is not { } key || custody.Tracks.Any(track => track.Finished is null))
            return null;
        var files = custody
            .Tracks.Select(track => e.Heads.Tracks.FirstOrDefault(row => row.Track == track.Track))
            .Select(row => row is null ? null : e.Of(row).FirstOrDefault())
            .ToList();
        if (files.Any(file => file is null || !key.Opens(file.Scan.Header!)))
            return null;
        var readers = files.Select(file => new TapeReader(file!.Scan, key, file.Content)).ToList();
        var made = RecordingExport.Write(readers, Stream.Null);
        readers.ForEach(reader => reader.Dispose());
        if (made is null || !made.Hash.AsSpan().SequenceEqual(custody.Hash))
            return $"{custody.File} does not follow from the recording";
        var told = custody.Tracks.Select(t => (t.Track, t.Packets, t.Frames, t.Lost, t.LeftOut));
        return
            made.Bytes == custody.Bytes
            && made.Millis == custody.Millis
            && made.Tracks.Select(t => (t.Header.Track, t.Packets, t.Frames, t.Lost, t.LeftOut)).SequenceEqual(told)
            && made.Tracks.SelectMany(t => t.Losses).SequenceEqual(custody.Tracks.SelectMany(t => t.Losses))
            ? null
            : "its figures are others";
    }
}
