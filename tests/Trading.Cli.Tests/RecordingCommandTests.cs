using System.Text;
using Trading.Crypto;
using Trading.Media.Audits;
using Trading.Media.Tests.Audits;
using Trading.Media.Tests.Recording;
using Trading.Rooms.Archives;
using Trading.Rooms.Recordings;
using Trading.Rooms.Rooms;

namespace Trading.Cli.Tests;

/// <summary>Recordings as a person verifies and exports them: real pictures and sounds, a crash, a mute.</summary>
public sealed class RecordingCommandTests : IDisposable
{
    private readonly Shell shell = new();
    private readonly RecordedRoom room = RecordedRoom.Make();

    public RecordingCommandTests()
    {
        Directory.CreateDirectory(shell.At("tapes"));
        foreach (var (name, bytes) in room.Files)
            File.WriteAllBytes(shell.At($"tapes/{name}"), bytes);
        File.WriteAllBytes(shell.At("tapes/recordings.heads"), [.. room.Heads.SelectMany(HeadsBook.Entry)]);
        File.WriteAllText(shell.At("room.key"), Convert.ToHexStringLower(Tapes.Key.ToBytes()) + "\n");
        File.WriteAllBytes(shell.At("room.archive"), Archive());
    }

    public void Dispose() => shell.Dispose();

    [Fact]
    public async Task A_room_is_exported_verified_and_told_what_it_is_worth()
    {
        var exported = await shell.Must([.. Export("--room", "--out", "./tapes/room.webm"), "--lang", "zh"]);
        Assert.Contains("第 1 轨（seat.3，摄像头）", exported, StringComparison.Ordinal);
        Assert.Equal(room.Webm, File.ReadAllBytes(shell.At("tapes/room.webm")));
        var ran = await shell.Run([.. Verify(), "--recording-key", "./room.key"]);
        Assert.Equal(ExitCode.NotAnchored, ran.Code);
        foreach (var number in Enumerable.Range(111, 10).Where(n => n != 113))
            Assert.Contains($"V{number} PASS", ran.Output, StringComparison.Ordinal);
        Assert.Contains("V113 n/a", ran.Output, StringComparison.Ordinal);
        Assert.Contains("recordings.heads stands beside them", ran.Output, StringComparison.Ordinal);
        var again = await shell.Run(Export("--room", "--out", "./tapes/room.webm"));
        Assert.Equal(ExitCode.Usage, again.Code);
        Assert.Contains("never overwritten", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Heads_of_the_supervisors_archive_rule_over_those_that_lie_beside()
    {
        var told = room
            .Heads.Select(h => RecordingCodec.Table.Encode(new HeadsRecorded(h.At, h.ToBytes())).Bytes)
            .ToList();
        File.WriteAllBytes(shell.At("room.archive"), Archive(told));
        File.Delete(shell.At("tapes/recordings.heads"));
        var ran = await shell.Run([.. Verify(), "--recording-key", "./room.key"]);
        foreach (var number in Enumerable.Range(111, 9))
            Assert.Contains($"V{number} PASS", ran.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("recordings.heads", ran.Output, StringComparison.Ordinal);
        // A value that the stream does not have is missed, whatever lies beside.
        File.WriteAllBytes(shell.At("tapes/recordings.heads"), [.. room.Heads.SelectMany(HeadsBook.Entry)]);
        File.WriteAllBytes(shell.At("room.archive"), Archive(told[1..]));
        var less = await shell.Run(Verify());
        Assert.Equal(ExitCode.Failed, less.Code);
        Assert.Contains("V111 FAIL", less.Output, StringComparison.Ordinal);
        File.WriteAllBytes(shell.At("room.archive"), Archive([told[0], "{}"u8.ToArray()]));
        Assert.Contains("V111 FAIL", (await shell.Run(Verify())).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_second_is_named_and_exported_around_on_request()
    {
        var file = room.Files["1.tape"];
        var seconds = Media.Recording.TapeScan.Read(new MemoryStream(file)).Seconds;
        File.WriteAllBytes(
            shell.At("tapes/1.tape"),
            [.. file[..(int)seconds[1].Offset], .. file[(int)seconds[2].Offset..]]
        );
        var ran = await shell.Run(Verify());
        Assert.Equal(ExitCode.Failed, ran.Code);
        Assert.Contains("track 1: second 1 is missing", ran.Output, StringComparison.Ordinal);
        Assert.Contains("verdict: FAIL: V116, V118", ran.Output, StringComparison.Ordinal);
        var refused = await shell.Run([.. Export("--track", "1", "--out", "./one.webm"), "--lang", "zh"]);
        Assert.Equal(ExitCode.Failed, refused.Code);
        Assert.Contains("依据: spec:recording", refused.Error, StringComparison.Ordinal);
        Assert.Contains("second 1 is missing", refused.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(shell.At("one.webm")));
        await shell.Must([.. Export("--track", "1", "--out", "./one.webm"), "--damaged"]);
        Assert.True(File.Exists(shell.At("one.webm.custody.json")));
    }

    [Fact]
    public async Task What_cannot_be_used_is_said_with_the_next_step()
    {
        var both = await shell.Run([.. Export("--track", "1", "--out", "./x.webm"), "--room"]);
        Assert.Contains("--track N or --room", both.Error, StringComparison.Ordinal);
        var none = await shell.Run(Export("--track", "9", "--out", "./x.webm"));
        Assert.Contains("the tracks are 1, 2", none.Error, StringComparison.Ordinal);
        File.WriteAllText(shell.At("room.key"), new string('0', 64));
        var other = await shell.Run(Export("--track", "1", "--out", "./x.webm"));
        Assert.Contains("sealed under another key", other.Error, StringComparison.Ordinal);
        File.WriteAllText(shell.At("room.key"), "open sesame");
        var bad = await shell.Run(Export("--track", "1", "--out", "./x.webm"));
        Assert.Contains("64 hexadecimal digits", bad.Error, StringComparison.Ordinal);
        File.Delete(shell.At("tapes/recordings.heads"));
        var headless = await shell.Run(Verify());
        Assert.Contains("has no file recordings.heads", headless.Error, StringComparison.Ordinal);
        var folder = await shell.Run("verify", "./room.archive", "--recordings", "./nowhere");
        Assert.Contains("is no folder", folder.Error, StringComparison.Ordinal);
        Assert.All([both, none, bad, headless, folder], ran => Assert.Equal(ExitCode.Usage, ran.Code));
        Assert.Equal(ExitCode.Failed, other.Code);
        var help = await shell.Must("recording", "export", "--help", "--lang", "zh");
        Assert.Contains("退出码", help, StringComparison.Ordinal);
    }

    private static string[] Verify() => ["verify", "./room.archive", "--recordings", "./tapes"];

    private static string[] Export(params string[] what) =>
        ["recording", "export", "./tapes", .. what, "--key", "./room.key", "--by", "监督人"];

    // A room of the frozen ones, whose id is that of the recordings.
    private static byte[] Archive(IReadOnlyList<byte[]>? recorded = null)
    {
        var lines = File.ReadAllLines(Vectors.Path("room", "reports", "works.jsonl"));
        var events = lines.Select(l => RoomCodec.Table.Decode(Encoding.UTF8.GetBytes(l))).ToList();
        var id = ((EvaluationStarted)events[0]).Room;
        Assert.Equal(Convert.ToHexStringLower(Tapes.Room), id);
        using var platform = SigningKey.Generate(Suite.P256);
        var (logged, tree) = (new List<RoomLogged>(), new MerkleTree(Suite.P256));
        foreach (var happened in events)
        {
            var (type, bytes) = RoomCodec.Table.Encode(happened);
            var (stream, salt) = (RoomVisibility.Of(id, happened), new byte[StreamLeaf.SaltBytes]);
            logged.Add(new RoomLogged(stream, salt, bytes));
            if (stream == Names.RoomStream(id))
                tree.Append(TreeHash.Leaf(Suite.P256, StreamLeaf.Of(Suite.P256, salt, tree.Size, type, bytes)));
        }
        var text = new Checkpoint(Names.RoomStream(id), tree.Size, tree.Root()).ToText();
        var key = new NoteKey(Suite.P256, Names.RoomStream(id), platform.PublicPoint, NoteKeyKind.Note);
        var note = Encoding.UTF8.GetString(Note.Sign(text, key, platform).ToBytes());
        var archives = new RoomArchives(id, logged, [note]);
        return (recorded is null ? archives.ForEverybody() : archives.ForSupervisor(recorded: recorded)).ToFile();
    }
}
