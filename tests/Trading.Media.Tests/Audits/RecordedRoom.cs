using Trading.Crypto;
using Trading.Media.Audits;
using Trading.Media.Export;
using Trading.Media.Recording;
using Trading.Media.Tests.Recording;

namespace Trading.Media.Tests.Audits;

/// <summary>A room of real pictures and sounds: two tracks, a crash of the first one, heads, an export.</summary>
internal sealed class RecordedRoom
{
    public Dictionary<string, byte[]> Files { get; } = [];

    public List<RecordingHeads> Heads { get; } = [];

    public byte[] Webm { get; private set; } = [];

    public byte[] CustodyBytes { get; set; } = [];

    public TapeKey? Key { get; set; } = Tapes.Key;

    public static RecordedRoom Make()
    {
        var room = new RecordedRoom();
        var (camera, sound) = (new MemoryStream(), new MemoryStream());
        var clerk = new HeadsClerk(Suite.P256, Tapes.Room, null);
        var first = TapeWriter.Begin(Vectors.Camera, Tapes.Key, camera, new SeededEntropy(1));
        var second = TapeWriter.Begin(Vectors.Microphone, Tapes.Key, sound, new SeededEntropy(2));
        var records = Vectors.Read("camera");
        Vectors.Record(first, records, 0, 2300);
        Vectors.Record(second, Vectors.Read("microphone"), 0, 5000);
        room.Tell(clerk, 1, first, second);
        first.Dispose();
        // The recorder died; what it had not flushed is gone.
        first = TapeResume.Look(camera, Tapes.Key, null).Continue(new SeededEntropy(3), GapCause.Crash, 2700);
        first.Heads.Told(room.Heads[0].Tracks[0]);
        Vectors.Record(first, records, 2700, 5000);
        first.Finish(5000);
        second.BeginGap(5000, GapCause.Muted);
        second.Finish(6500);
        room.Tell(clerk, 2, first, second);
        room.Files["1.tape"] = camera.ToArray();
        room.Files["2.tape"] = sound.ToArray();
        room.Export();
        return room;
    }

    public RecordingEvidence Evidence()
    {
        var heads = Heads.SelectMany(HeadsBook.Entry).ToArray();
        return Evidence(heads);
    }

    public RecordingEvidence Evidence(byte[] heads) =>
        new()
        {
            Heads = HeadsBook.Read(Suite.P256, heads),
            Room = Tapes.Room,
            Key = Key,
            Files =
            [
                .. Files
                    .OrderBy(f => f.Key, StringComparer.Ordinal)
                    .Select(f =>
                    {
                        var content = new MemoryStream(f.Value);
                        return new RecordedFile(f.Key, TapeScan.Read(content), content);
                    }),
            ],
            Custody = [new("room.custody.json", CustodyBytes, Suite.P256.Hash(Webm))],
        };

    public static string Failed(RecordingEvidence evidence) =>
        string.Join(
            " ",
            RecordingAudit
                .Check(evidence)
                .Where(r => r.Outcome == RecordingOutcome.Fail)
                .Select(r => $"{r.Number}[{r.Detail}]")
        );

    private void Tell(HeadsClerk clerk, long at, params TapeWriter[] writers)
    {
        var heads = clerk.Next(at, writers.Select(w => w.Heads))!;
        clerk.Told(heads, writers.Select(w => w.Heads));
        Heads.Add(heads);
    }

    private void Export()
    {
        var evidence = Evidence();
        var readers = evidence.Files.Select(f => new TapeReader(f.Scan, Tapes.Key, f.Content)).ToList();
        var output = new MemoryStream();
        var result = RecordingExport.Write(readers, output)!;
        Webm = output.ToArray();
        var custody = new CustodyFile(
            Tapes.Room,
            Tapes.StartedAt + 60_000_000,
            "监督人",
            "room.webm",
            result.Bytes,
            result.Hash,
            result.Millis,
            Heads[^1].Number,
            Heads[^1].Hash(Suite.P256),
            [.. result.Tracks.Select((track, i) => CustodyFile.TrackOf(evidence.Files[i].Scan, track))]
        );
        CustodyBytes = custody.ToBytes();
    }
}
