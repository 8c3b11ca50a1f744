using System.CommandLine;
using System.Globalization;
using Trading.Crypto;
using Trading.Media.Audits;
using Trading.Media.Export;
using Trading.Media.Recording;

namespace Trading.Cli;

/// <summary><c>trading recording</c>: what can be done with the recordings of a room.</summary>
internal static class RecordingCommand
{
    private const int MostNameLetters = 100;
    private const string CustodyEnding = ".custody.json";
    private static readonly Argument<string> Folder = new("DIR")
    {
        Description = "The room's recordings: recordings.heads and *.tape",
    };
    private static readonly Option<int?> Track = new("--track") { Description = "Export this track", HelpName = "N" };
    private static readonly Option<bool> Room = new("--room") { Description = "Export the whole room" };
    private static readonly Option<string> Out = new("--out")
    {
        Description = "WebM file to write; the custody file stands beside it as FILE.custody.json",
        HelpName = "FILE.webm",
        Required = true,
    };
    private static readonly Option<string> Key = new("--key")
    {
        Description = "The room's key, 64 hexadecimal digits",
        HelpName = "FILE",
        Required = true,
    };
    private static readonly Option<string> By = new("--by")
    {
        Description = "Who exports, 1 to 100 letters: the custody file says so",
        HelpName = "NAME",
        Required = true,
    };
    private static readonly Option<bool> Damaged = new("--damaged")
    {
        Description = "Export what is sound of a recording that does not hold",
    };
    private static readonly Option<string> Language = ScoreWords.Option();

    private static readonly string[] Examples =
    [
        "trading recording export recordings/7c…04 --room --out room.webm --key room.key --by 李明",
        "trading recording export recordings/7c…04 --track 3 --out seat.webm --key room.key --by 李明 --lang zh",
    ];

    public static Command Build()
    {
        var export = new Verb(
            "export",
            "Exports a track or a room as WebM, coded as it was sent, with a custody file; refuses what does not hold."
        )
        {
            ChineseHelp = RecordingHelp.Chinese,
            Examples = Examples,
        }.With(Track, Room, Out, Key, By, Damaged, Language);
        export.Add(CommonOptions.RefuseDashes(Folder));
        export.Does((request, _) => Task.FromResult(Export(request)));
        var verb = new Verb(
            "recording",
            "Recordings of a room's cameras and microphones; trading verify ARCHIVE --recordings DIR checks them."
        )
        {
            Examples = Examples,
        };
        verb.Add(export);
        return verb;
    }

    private static int Export(Request request)
    {
        var words = request.Get(Language) == "zh" ? RecordingWords.Chinese : RecordingWords.English;
        if (request.Has(Track) == request.Get(Room))
            throw words.TrackOrRoom();
        if (request.Need(By).Length is 0 or > MostNameLetters)
            throw words.WhoExports();
        var target = InputFile.Target(request.Need(Out), words.Export, words.Files);
        foreach (var file in new[] { target, target + CustodyEnding })
            if (File.Exists(file))
                throw words.Exists(InputFile.Shown(file));
        using var folder = RecordingFolder.Open(request.Get(Folder)!, null, request.Need(Key), words);
        var chosen = Chosen(folder.Evidence, request.Get(Track), words);
        if (!request.Get(Damaged))
            Demand(folder.Evidence, words);
        var (result, custody) = Write(folder.Evidence, chosen, target, request.Need(By), words);
        File.WriteAllBytes(target + CustodyEnding, custody.ToBytes());
        Tell(request.Out, words, target, result);
        return ExitCode.Done;
    }

    private static List<RecordedFile> Chosen(RecordingEvidence evidence, int? track, RecordingWords words)
    {
        var tracks = evidence.Files.Where(file => file.Scan.Header is not null).ToList();
        var chosen = track is null ? tracks : tracks.Where(file => file.Scan.Header!.Track == track).ToList();
        if (chosen.Count == 0)
            throw words.NoTrack(
                track?.ToString(CultureInfo.InvariantCulture) ?? "*",
                string.Join(", ", tracks.Select(file => file.Scan.Header!.Track).Order())
            );
        if (chosen.FirstOrDefault(file => !evidence.Key!.Opens(file.Scan.Header!)) is { } other)
            throw words.OtherKey(other.Scan.Header!.Track);
        return chosen;
    }

    private static void Demand(RecordingEvidence evidence, RecordingWords words)
    {
        // Custody files of earlier exports are judged by verify, and stop no further one.
        var failed = RecordingAudit
            .Check(evidence with { Custody = [] })
            .Where(result => result.Outcome == RecordingOutcome.Fail)
            .ToList();
        if (failed.Count > 0)
            throw words.Unsound(string.Join('\n', failed.Select(f => $"  {f.Number} {f.Title}: {f.Detail}")));
    }

    private static (ExportResult, CustodyFile) Write(
        RecordingEvidence evidence,
        List<RecordedFile> chosen,
        string target,
        string by,
        RecordingWords words
    )
    {
        var readers = chosen.Select(file => new TapeReader(file.Scan, evidence.Key!, file.Content)).ToList();
        try
        {
            ExportResult? result;
            using (var output = new FileStream(target, FileMode.CreateNew, FileAccess.Write))
                result = RecordingExport.Write(readers, output);
            if (result is null)
            {
                File.Delete(target);
                throw words.Empty();
            }
            return (result, CustodyOf(evidence, chosen, Path.GetFileName(target), by, result));
        }
        finally
        {
            readers.ForEach(reader => reader.Dispose());
        }
    }

    private static CustodyFile CustodyOf(
        RecordingEvidence evidence,
        List<RecordedFile> chosen,
        string name,
        string by,
        ExportResult result
    )
    {
        var last = evidence.Heads.Values.Count == 0 ? null : evidence.Heads.Values[^1];
        var scans = chosen.ToDictionary(file => file.Scan.Header!.Track, file => file.Scan);
        return new CustodyFile(
            chosen[0].Scan.Header!.Room,
            (DateTime.UtcNow - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond,
            by,
            name,
            result.Bytes,
            result.Hash,
            result.Millis,
            last is null ? -1 : last.Number,
            last?.Hash(Suite.P256) ?? [],
            [.. result.Tracks.Select(track => CustodyFile.TrackOf(scans[track.Header.Track], track))]
        );
    }

    private static void Tell(TextWriter output, RecordingWords words, string target, ExportResult result)
    {
        var length = TimeSpan.FromMilliseconds(result.Millis).ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture);
        output.WriteLine(words.Written(InputFile.Shown(target), SizeText.Print(result.Bytes), length));
        foreach (var track in result.Tracks)
            output.WriteLine(
                words.Track(
                    track.Header.Track,
                    track.Header.Source,
                    track.Header.Kind,
                    track.Frames,
                    track.Lost,
                    track.LeftOut
                )
            );
        output.WriteLine(words.CustodyAt(InputFile.Shown(target + CustodyEnding)));
    }
}
