using Trading.Crypto;
using Trading.Media.Audits;
using Trading.Media.Export;
using Trading.Media.Recording;
using Trading.Relay.Recorder;

namespace Trading.Relay.Tests.Recorder;

/// <summary>A folder of a room's recording, and what an outsider finds in it.</summary>
internal sealed class RecordedFolder : IDisposable
{
    private static readonly byte[] RoomId = [.. Enumerable.Range(1, 16).Select(i => (byte)i)];

    private readonly List<Stream> open = [];

    public string Path { get; } = Directory.CreateTempSubdirectory("relay-").FullName;

    public TapeKey Key { get; } = new(Suite.P256, Enumerable.Repeat((byte)7, 32).ToArray());

    /// <summary>What was told, in order.</summary>
    public List<RecordingHeads> Told { get; } = [];

    /// <summary>Whoever is told takes nothing.</summary>
    public bool IsDeaf { get; set; }

    public string[] Tapes => [.. Directory.GetFiles(Path, "*.tape").Order()];

    public RecordingStart Start(string room, long lastTold = -1) =>
        new()
        {
            Room = room,
            RoomId = RoomId,
            Key = Key,
            Folder = Path,
            LastTold = lastTold,
            Told = heads =>
            {
                lock (Told)
                    if (!IsDeaf)
                        Told.Add(heads);
                return !IsDeaf;
            },
        };

    public static RecorderOptions Roomy(string root) => new(root, _ => 1L << 40);

    /// <summary>The checks of docs/spec/recording.md; fails where one does not hold.</summary>
    public RecordingEvidence Audited()
    {
        var evidence = new RecordingEvidence
        {
            Heads = HeadsBook.Read(Suite.P256, File.ReadAllBytes(System.IO.Path.Combine(Path, "recordings.heads"))),
            Room = RoomId,
            Files = [.. Tapes.Select(Read)],
            Key = Key,
        };
        Assert.Empty(RecordingAudit.Check(evidence).Where(r => r.Outcome == RecordingOutcome.Fail).Select(r => $"{r}"));
        return evidence;
    }

    public IEnumerable<TapeRecord> Records(RecordedFile file)
    {
        using var reader = new TapeReader(file.Scan, Key, file.Content);
        return [.. reader.Records()];
    }

    public (ExportResult Result, byte[] Webm) Export(RecordingEvidence evidence)
    {
        using var output = new MemoryStream();
        var readers = evidence.Files.Select(f => new TapeReader(f.Scan, Key, f.Content)).ToList();
        var result = RecordingExport.Write(readers, output);
        Assert.NotNull(result);
        return (result, output.ToArray());
    }

    public void Dispose()
    {
        open.ForEach(s => s.Dispose());
        Directory.Delete(Path, recursive: true);
    }

    private RecordedFile Read(string path)
    {
        var stream = new MemoryStream(File.ReadAllBytes(path));
        open.Add(stream);
        return new RecordedFile(System.IO.Path.GetFileName(path), TapeScan.Read(stream), stream);
    }
}
